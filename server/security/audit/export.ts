import { type Db, statement } from '#server/platform/db/index.ts';
import { type EntryRow, entryOf } from './audit.store.ts';
import { formatCheckpointKey } from './checkpoint.ts';
import { EXPORT_FORMAT, type ExportHeader, type ExportLine } from './export-line.ts';

type LeafRow = EntryRow & { seq: string; leaf: Buffer; entry_found: boolean };
type KeyRow = { name: string; public_key: Buffer };

const PAGE = 1_000;

const firstKey = statement<[], KeyRow>(
  'select name, public_key from app.audit_signing_keys order by number limit 1',
);
// Both in one statement, so that what is sealed meanwhile is left out as a whole.
const extent = statement<[], { signed: string; leaves: string }>(`
  select coalesce((select max(size) from app.audit_checkpoints), 0) as signed,
    coalesce((select max(seq) + 1 from app.audit_leaves), 0) as leaves`);
const entriesFrom = statement<[string, string], LeafRow>(`
  select l.seq, l.leaf, e.id is not null as entry_found, e.* from app.audit_leaves l
  left join app.audit_entries e on e.id = l.entry_id
  where l.seq >= $1 and l.seq < $2 order by l.seq`);
const checkpointsFrom = statement<[string, string], { size: string; note: string }>(
  `select c.size, c.note || coalesce((select string_agg(w.line || chr(10), '' order by w.witness)
      from app.audit_cosignatures w where w.size = c.size), '') as note
    from app.audit_checkpoints c where c.size > $1 and c.size <= $2 order by c.size`,
);

/**
 * The sealed log as lines of JSON without line ends, up to the newest checkpoint: what `verifyExport` reads. With
 * a workspace, the entries of others are there as leaves only. Reads in pages, as the operator's database role.
 */
export async function* exportLog(
  db: Pick<Db, 'run'>,
  workspaceId?: string,
): AsyncGenerator<string, void, undefined> {
  const [key] = await db.run(firstKey, []);
  if (!key) return;
  const header: ExportHeader = {
    type: 'header',
    format: EXPORT_FORMAT,
    origin: key.name,
    key: formatCheckpointKey({ name: key.name, publicKey: key.public_key }),
    scope: workspaceId ?? 'deployment',
  };
  yield JSON.stringify(header);
  const [found] = await db.run(extent, []);
  const size = Math.max(Number(found?.signed), Number(found?.leaves));
  for (let from = 0; from < size; from += PAGE) {
    for (const line of await readPage(db, from, Math.min(from + PAGE, size), workspaceId)) {
      yield JSON.stringify(line);
    }
  }
}

async function readPage(
  db: Pick<Db, 'run'>,
  from: number,
  to: number,
  workspaceId: string | undefined,
): Promise<ExportLine[]> {
  const [rows, checkpoints] = await Promise.all([
    db.run(entriesFrom, [String(from), String(to)]),
    db.run(checkpointsFrom, [String(from), String(to)]),
  ]);
  const lines = rows.map((row) => ({ at: Number(row.seq), line: entryLine(row, workspaceId) }));
  // A checkpoint over n entries stands behind entry n - 1.
  const signed = checkpoints.map(({ size, note }) => ({
    at: Number(size) - 0.5,
    line: { type: 'checkpoint' as const, note },
  }));
  return [...lines, ...signed].sort((a, b) => a.at - b.at).map(({ line }) => line);
}

function entryLine(row: LeafRow, workspaceId: string | undefined): ExportLine {
  const seq = Number(row.seq);
  const leaf = row.leaf.toString('base64');
  const shown = row.entry_found && (workspaceId === undefined || row.workspace_id === workspaceId);
  return shown ? { type: 'entry', seq, leaf, entry: entryOf(row) } : { type: 'leaf', seq, leaf };
}
