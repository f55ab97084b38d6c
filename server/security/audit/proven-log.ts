import { type Db, statement } from '#server/platform/db/index.ts';
import { formatCheckpointKey } from './checkpoint.ts';
import { openProofTree, type ProofTree } from './proof-tree.ts';
import { ENTRY_SCHEMA, PROVEN_FORMAT, type ProvenHeader } from './proven-line.ts';

type Run = Pick<Db, 'run'>;
type Signed = { readonly size: string; readonly note: string };

const firstKey = statement<[], { name: string; public_key: Buffer; keys: number }>(`
  select k.name, k.public_key, (select count(*)::int from app.audit_signing_keys) as keys
  from app.audit_signing_keys k order by k.number limit 1`);
const newest = statement<[size: string | null], Signed>(`
  select c.size, c.note || coalesce((select string_agg(w.line || chr(10), '' order by w.witness)
      from app.audit_cosignatures w where w.size = c.size), '') as note
  from app.audit_checkpoints c where $1::bigint is null or c.size = $1 order by c.size desc limit 1`);
const steps = statement<[size: string, handovers: boolean], Signed>(`
  select c.size, c.note || coalesce((select string_agg(w.line || chr(10), '' order by w.witness)
      from app.audit_cosignatures w where w.size = c.size), '') as note
  from app.audit_checkpoints c where c.size < $1 and (($2 and c.note like '%' || chr(10) || 'caseward-next-key %')
    or c.size in (select max(s.size) from app.audit_cosignatures s where s.size < $1 group by s.witness)) order by c.size`);
const leaves = statement<[from: string, to: string], { leaf: Buffer }>(
  'select leaf from app.audit_leaves where seq >= $1 and seq < $2 order by seq',
);

/** The log up to one checkpoint, as something to prove from; undefined while nothing is sealed. */
export interface ProvenLog {
  readonly size: number;
  readonly note: string;
  readonly tree: ProofTree;
}

/** Opens the log at its newest checkpoint, or at the one of this size; undefined where there is none. */
export async function openProvenLog(db: Run, size?: number): Promise<ProvenLog | undefined> {
  const [last] = await db.run(newest, [size === undefined ? null : String(size)]);
  if (last === undefined || Number(last.size) === 0) return undefined;
  const read = async (from: number, to: number) =>
    (await db.run(leaves, [String(from), String(to)])).map(({ leaf }) => leaf);
  return { size: Number(last.size), note: last.note, tree: await openProofTree(Number(last.size), read) };
}

export interface HeaderOf {
  readonly workspaceId: string;
  /** The size of a checkpoint that the reader kept. */
  readonly since?: number | undefined;
  readonly after?: number | undefined;
}

/** The first line of an export with proofs; undefined for a log that was never opened. */
export async function provenHeader(
  db: Run,
  log: ProvenLog | undefined,
  { workspaceId, since, after }: HeaderOf,
): Promise<ProvenHeader | undefined> {
  const [key] = await db.run(firstKey, []);
  if (key === undefined) return undefined;
  const before = log ? await db.run(steps, [String(log.size), key.keys > 1]) : [];
  const trail: ProvenHeader['trail'] = [];
  for (const { size, note } of before) trail.push({ note, consistency: await grown(log, Number(size)) });
  if (log) trail.push({ note: log.note, consistency: [] });
  const earlier = since !== undefined && log !== undefined && since <= log.size ? since : undefined;
  return {
    type: 'header',
    format: PROVEN_FORMAT,
    schema: ENTRY_SCHEMA,
    origin: key.name,
    key: formatCheckpointKey({ name: key.name, publicKey: key.public_key }),
    scope: workspaceId,
    trail,
    ...(earlier !== undefined && { earlier: { size: earlier, consistency: await grown(log, earlier) } }),
    ...(after !== undefined && { after }),
  };
}

async function grown(log: ProvenLog | undefined, from: number): Promise<string[]> {
  return textOf((await log?.tree.consistency(from)) ?? []);
}

export function textOf(nodes: readonly Uint8Array[]): string[] {
  return nodes.map((node) => Buffer.from(node).toString('base64'));
}
