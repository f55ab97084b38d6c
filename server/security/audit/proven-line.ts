import { z } from 'zod';
import { parseJson, SealedEntry } from './export-line.ts';
import type { AuditEntry } from './leaf.ts';

/** Entries that each carry their proof, of a whole log or of a choice from it. */
export const PROVEN_FORMAT = 'caseward-audit/2';
/** What an entry has in it; docs/reference/audit-schema.md. */
export const ENTRY_SCHEMA = 'caseward-audit-entry/1';

/** Where a table's last column holds the same line. */
export const TABLE_COLUMN = 'record';

const seq = z.int().min(0);
const Node = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const Path = z.array(Node).max(64);

const Header = z.strictObject({
  type: z.literal('header'),
  format: z.literal(PROVEN_FORMAT),
  schema: z.literal(ENTRY_SCHEMA),
  origin: z.string().min(1).max(300),
  /** The log's first key; compare it with a copy got elsewhere. */
  key: z.string().max(1_000),
  scope: z.uuid(),
  /**
   * Signed checkpoints: those by which one key handed over to the next, the newest that a witness countersigned, and at
   * the end the one all proofs lead to. Each with the proof that the last one only appended to it (RFC 9162, 2.1.4). Empty while nothing is sealed.
   */
  trail: z.array(z.strictObject({ note: z.string().max(10_000), consistency: Path })).max(1_000),
  /** The same for a size that the reader named: that of a checkpoint they kept. */
  earlier: z.strictObject({ size: z.int().min(1), consistency: Path }).optional(),
  /** The entries go on behind this one: the file before this broke off there. */
  after: seq.optional(),
});

/** What is shown beside an entry, opened for the reader; no proof covers it. */
const Shown = z.strictObject({
  actor: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  token: z.strictObject({ id: z.string(), name: z.string() }).nullable(),
  outcome: z.enum(['done', 'refused']),
  ip: z.string().nullable(),
});

const Line = z.discriminatedUnion('type', [
  Header,
  /** `proof` leads from the entry's leaf to the root of the last checkpoint (RFC 9162, 2.1.3). */
  z.strictObject({ type: z.literal('entry'), seq, entry: SealedEntry, shown: Shown, proof: Path }),
  /** Not sealed yet, or behind the last checkpoint: nothing proves it. */
  z.strictObject({ type: z.literal('waiting'), entry: SealedEntry, shown: Shown }),
  /** Without it the file broke off. */
  z.strictObject({ type: z.literal('end'), entries: z.int().min(0), waiting: z.int().min(0) }),
]);

export type ProvenHeader = z.infer<typeof Header>;
type WithEntry<L> = L extends { entry: unknown } ? Omit<L, 'entry'> & { readonly entry: AuditEntry } : L;
export type ProvenLine = WithEntry<z.infer<typeof Line>>;
export type ShownEntry = z.infer<typeof Shown>;

/** Undefined for anything that such an export does not hold. */
export function parseProvenLine(line: string): ProvenLine | undefined {
  return Line.safeParse(parseJson(line)).data;
}
