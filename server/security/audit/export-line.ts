import { z } from 'zod';
import type { AuditEntry } from './leaf.ts';

export const EXPORT_FORMAT = 'caseward-audit/1';

/** The first line of an export. */
const Header = z.strictObject({
  type: z.literal('header'),
  format: z.literal(EXPORT_FORMAT),
  origin: z.string().min(1).max(300),
  /** The log's first key, as its holder says; compare it with a copy got elsewhere. Later keys are in the log. */
  key: z.string().max(1_000),
  /** All entries, or those of one workspace, the others being there as leaves only. */
  scope: z.union([z.literal('deployment'), z.uuid()]),
});

// Strict, because a member that is not in the leaf would not be covered by it.
export const SealedEntry = z.strictObject({
  id: z.string(),
  workspaceId: z.string().nullable(),
  at: z.string(),
  actorKind: z.string(),
  actorId: z.string().nullable(),
  sessionId: z.string().nullable(),
  action: z.string(),
  targetKind: z.string().nullable(),
  targetId: z.string().nullable(),
  fields: z.array(z.string()),
  ip: z.string().nullable(),
  requestId: z.string(),
  detail: z.record(z.string(), z.unknown()),
});

const seq = z.int().min(0);
const leaf = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const Line = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('entry'), seq, leaf, entry: SealedEntry }),
  z.strictObject({ type: z.literal('leaf'), seq, leaf }),
  z.strictObject({ type: z.literal('checkpoint'), note: z.string().max(10_000) }),
]);

export type ExportHeader = z.infer<typeof Header>;
export type ExportLine =
  | { readonly type: 'entry'; readonly seq: number; readonly leaf: string; readonly entry: AuditEntry }
  | { readonly type: 'leaf'; readonly seq: number; readonly leaf: string }
  | { readonly type: 'checkpoint'; readonly note: string };

export function parseHeader(line: string): ExportHeader | undefined {
  return Header.safeParse(parseJson(line)).data;
}

/** A line after the first; undefined for anything an export does not hold. */
export function parseLine(line: string): ExportLine | undefined {
  return Line.safeParse(parseJson(line)).data;
}

export function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
