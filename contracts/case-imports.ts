import { z } from 'zod';
import { Id, Key, line, PAGE_MAX, Timestamp } from './common.ts';

const Count = z.int().min(0);

/** Bytes of every piece of a file but the last. */
export const IMPORT_PIECE_BYTES = 1024 * 1024;
/** Columns a file may have. */
export const IMPORT_COLUMNS = 100;
/** Days that a file is kept, and its cases can be taken back. */
export const IMPORT_DAYS = 7;

export const ImportEncoding = z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252']);
export type ImportEncoding = z.infer<typeof ImportEncoding>;
export const ImportDelimiter = z.enum([',', ';', '\t']);
export type ImportDelimiter = z.infer<typeof ImportDelimiter>;

export const DATE_FORMATS = ['yyyy-mm-dd', 'dd.mm.yyyy', 'dd/mm/yyyy', 'mm/dd/yyyy'] as const;
export const DateFormat = z.enum(DATE_FORMATS);
export type DateFormat = z.infer<typeof DateFormat>;

export const CASE_TARGETS = [
  'title',
  'summary',
  'body',
  'type',
  'state',
  'severity',
  'tags',
  'category',
  'owner',
  'due',
  'created',
] as const;

/** What a column becomes: a field of the case, or `field.KEY`, one that its type adds. `created` becomes a remark. */
export const ImportTarget = z.union([
  z.enum(CASE_TARGETS),
  z.string().regex(/^field\.[a-z][a-z0-9_-]{0,47}$/),
]);
export type ImportTarget = z.infer<typeof ImportTarget>;

/** How a file is read. `type` and `state` are for rows that name none; state null: the first of the type. */
export const ImportPlan = z.strictObject({
  encoding: ImportEncoding,
  delimiter: ImportDelimiter,
  /** The first row names the columns. */
  header: z.boolean(),
  dateFormat: DateFormat,
  type: Key,
  state: Key.nullable(),
  /** By the order of the columns; null: left out. */
  columns: z.array(ImportTarget.nullable()).min(1).max(IMPORT_COLUMNS),
});
export type ImportPlan = z.infer<typeof ImportPlan>;

/** Asks for the columns as they are when the file is read in this way; what is left out is guessed. */
export const ImportReading = z.strictObject({
  encoding: ImportEncoding.optional(),
  delimiter: z.enum(['comma', 'semicolon', 'tab']).optional(),
  header: z.enum(['yes', 'no']).optional(),
});
export type ImportReading = z.infer<typeof ImportReading>;

/** POST /workspaces/:workspaceId/case-imports. Pieces follow by PATCH …/:importId/file with `Upload-Offset`. */
export const ImportCreate = z.strictObject({ name: line(255), size: z.int().min(1).max(1e9) });
export type ImportCreate = z.infer<typeof ImportCreate>;

export const ImportState = z.enum([
  'receiving',
  'received',
  'queued',
  'running',
  'done',
  'cancelled',
  'stopped',
  'undoing',
  'undone',
  'expired',
]);
export type ImportState = z.infer<typeof ImportState>;

/** An import of the reader's own; nobody sees those of others. */
export const CaseImport = z.strictObject({
  id: Id,
  name: z.string().max(255),
  state: ImportState,
  size: Count,
  received: Count,
  askedAt: Timestamp,
  doneAt: Timestamp.nullable(),
  /** Rows of the file as checked; null: not checked since the plan was made. */
  rows: Count.nullable(),
  /** Rows tried so far, and what became of them. */
  tried: Count,
  made: Count,
  refused: Count,
  /** Of those made: taken back, and left since somebody has worked on them. */
  undone: Count,
  left: Count,
  /** Until when the file is kept and its cases can be taken back. */
  keptUntil: Timestamp,
});
export type CaseImport = z.infer<typeof CaseImport>;

export const CaseImports = z.strictObject({ items: z.array(CaseImport).max(50) });
export type CaseImports = z.infer<typeof CaseImports>;

export const ImportColumn = z.strictObject({
  name: z.string().max(200),
  /** The first values in it. */
  samples: z.array(z.string().max(200)).max(3),
});
export type ImportColumn = z.infer<typeof ImportColumn>;

/** POST …/case-imports/:importId/columns/query with `ImportReading`; `plan` is a proposal until one is set. */
export const OpenImport = CaseImport.extend({
  plan: ImportPlan.nullable(),
  columns: z.array(ImportColumn).max(IMPORT_COLUMNS),
});
export type OpenImport = z.infer<typeof OpenImport>;

export const ROW_PROBLEMS = [
  'no-title',
  'not-plain',
  'too-long',
  'unknown-type',
  'unknown-state',
  'no-way-to-state',
  'unknown-severity',
  'unknown-tag',
  'too-many-tags',
  'unknown-category',
  'unknown-owner',
  'bad-date',
  'unknown-field',
  'bad-value',
  'too-many-cells',
  'quote-not-closed',
  'row-too-long',
  'changed-meanwhile',
] as const;
export const RowProblem = z.enum(ROW_PROBLEMS);
export type RowProblem = z.infer<typeof RowProblem>;

/** What is wrong in a row; `target` null: with the row as a whole. */
export const RowFault = z.strictObject({ target: ImportTarget.nullable(), problem: RowProblem });
export type RowFault = z.infer<typeof RowFault>;

/** A case as a row makes it; names, not ids. Faults: it is refused. */
export const PreviewRow = z.strictObject({
  /** As a spreadsheet counts: the header is row 1. */
  row: Count,
  title: z.string().max(200),
  type: z.string().max(60),
  state: z.string().max(60),
  severity: z.string().max(60),
  owner: z.string().max(254),
  due: Timestamp.nullable(),
  category: z.string().max(200),
  tags: z.array(z.string().max(200)).max(30),
  faults: z.array(RowFault).max(PAGE_MAX),
});
export type PreviewRow = z.infer<typeof PreviewRow>;

/** POST …/case-imports/:importId/check: every row is tried in thought; nothing is made. */
export const ImportCheck = z.strictObject({
  rows: Count,
  good: Count,
  refused: Count,
  preview: z.array(PreviewRow).max(10),
  /** The first faults by row, and how often each occurs. */
  faults: z.array(RowFault.extend({ row: Count })).max(200),
  counts: z.array(RowFault.extend({ rows: Count })).max(500),
});
export type ImportCheck = z.infer<typeof ImportCheck>;

export const ImportParams = z.strictObject({ workspaceId: Id, importId: Id });
