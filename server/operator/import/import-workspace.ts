import { pipeline } from 'node:stream/promises';
import { PARENTS_FIRST, type Shape, shapes } from '../../features/exports/index.ts';
import { type BlobStore, blobKey } from '../../platform/blobs/index.ts';
import { type Db, runIn, statement, type Tx } from '../../platform/db/index.ts';
import type { ZipSource } from '../../platform/zip/index.ts';
import {
  createKeyRing,
  type KeyScope,
  newId,
  newWrappedKeys,
  type RootKey,
  sealStream,
  type WrappedKey,
} from '../../security/crypto/index.ts';
import { indexImported } from './index-imported.ts';
import { hasParents, type Incoming, insertRows, type Row, rowOf, translated } from './insert-records.ts';
import { type OpenArchive, openArchive } from './open-archive.ts';
import { bringPeople } from './people.ts';

export interface ImportMeans {
  /** As the operator. */
  readonly operator: Db;
  /** As the server, with the key to its doors: writes the index. */
  readonly live: Db;
  readonly root: RootKey;
  readonly system: KeyScope;
  readonly blobs: BlobStore;
}

export interface ImportReport {
  readonly workspaceId: string;
  readonly records: number;
  readonly files: number;
  /** Records that name something that did not come along. */
  readonly skipped: number;
  /** Accounts that were not there before. */
  readonly people: number;
  /** Records that are of use where they were made alone, and stay in the archive, by kind. */
  readonly stayed: ReadonlyMap<string, number>;
  /** Addresses of its Owners, as the archive says. */
  readonly owners: readonly string[];
}

const AT_ONCE = 100;

/**
 * Makes a workspace of an export: the same records, files, roles, restrictions and legal holds, under an id and keys of
 * its own. All of it is in one transaction: what fails leaves nothing. @throws StartError for what is no whole export.
 */
export async function importWorkspace(means: ImportMeans, source: ZipSource): Promise<ImportReport> {
  const archive = await openArchive(source);
  const workspaceId = newId();
  const keys = await newWrappedKeys(means.root, workspaceId);
  const scope = await createKeyRing({ root: means.root, load: async () => keys }).open(workspaceId);
  const blobs: string[] = [];
  try {
    const report = await means.operator.transaction(async (tx) => {
      const people = await bringPeople(tx, means.system, archive);
      const ids = new Map([...people.ids, [archive.workspaceId, workspaceId]]);
      const incoming: Incoming = { workspaceId, scope, ids, known: new Set() };
      const counts = await bringRecords(tx, { means, archive, incoming, keys, blobs });
      await runIn(tx, told, [workspaceId, archive.digest, counts.records]);
      const stayed = await countStayed(archive);
      return { workspaceId, ...counts, people: people.made, stayed, owners: people.owners };
    });
    await indexImported(means.live, scope, workspaceId);
    return report;
  } catch (error) {
    for (const id of blobs) await means.blobs.delete(blobKey(workspaceId, id));
    throw error;
  }
}

const told = statement<[workspaceId: string, digest: string, records: number], never>(`
  insert into app.audit_entries (workspace_id, actor_kind, action, target_kind, target_id, request_id, detail)
  values ($1, 'operator', 'workspace.imported', 'workspace', $1, 'cli',
    jsonb_build_object('manifest', $2::text, 'records', $3::int))`);
const saveKey = statement<[string, string, number, Buffer, string], never>(`
  insert into app.workspace_keys (workspace_id, purpose, version, wrapped, root_key_id) values ($1, $2, $3, $4, $5)`);
const replaces = statement<[workspaceId: string, id: string, replacesId: string], never>(
  'update app.evidence e set replaces_id = $3 where e.workspace_id = $1 and e.id = $2',
);

interface Bringing {
  readonly means: ImportMeans;
  readonly archive: OpenArchive;
  readonly incoming: Incoming;
  readonly keys: readonly WrappedKey[];
  /** Blobs written so far. */
  readonly blobs: string[];
}

async function bringRecords(tx: Tx, bringing: Bringing) {
  const { workspaceId } = bringing.incoming;
  const counts = { records: 0, files: 0, skipped: 0 };
  for (const table of PARENTS_FIRST) {
    const shape = shapes().find((one) => one.table === table);
    if (shape === undefined) continue;
    for await (const batch of batches(bringing, shape, counts)) {
      await insertRows(tx, shape, batch);
      counts.records += batch.length;
      if (table === 'app.evidence') counts.files += await bringFiles(bringing, batch);
    }
    if (table === 'app.workspaces')
      for (const { purpose, version, wrapped, rootKeyId } of bringing.keys)
        await runIn(tx, saveKey, [workspaceId, purpose, version, wrapped, rootKeyId]);
    if (table === 'app.evidence') await tieVersions(tx, bringing);
  }
  return counts;
}

const BROUGHT: ReadonlySet<string> = new Set(
  shapes().flatMap(({ table, name }) => (PARENTS_FIRST.some((one) => one === table) ? [name] : [])),
);

async function countStayed(archive: OpenArchive): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const kind of archive.kinds) {
    if (BROUGHT.has(kind)) continue;
    let records = 0;
    for await (const _ of archive.records(kind)) records += 1;
    counts.set(kind, records);
  }
  return counts;
}

async function* batches(
  { archive, incoming }: Bringing,
  shape: Shape,
  counts: { skipped: number },
): AsyncGenerator<Row[], void, undefined> {
  let batch: Row[] = [];
  for await (const record of archive.records(shape.name)) {
    const here = Object.fromEntries(
      Object.entries(record).map(([name, value]) => [name, translated(value, incoming.ids)]),
    );
    if (!hasParents(incoming, here) || (shape.table === 'app.evidence' && !arrived(record))) {
      counts.skipped += 1;
      continue;
    }
    incoming.known.add(`${shape.table} ${here.id}`);
    batch.push(rowOf(shape, incoming, here));
    if (batch.length < AT_ONCE) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

/** Whether an upload had ended: the pieces of others stayed. */
function arrived({ state }: Row): boolean {
  return state === 'clean' || state === 'refused';
}

async function bringFiles(
  { means, archive, incoming, blobs }: Bringing,
  rows: readonly Row[],
): Promise<number> {
  let files = 0;
  for (const { id, blob_key, state, deleted_at } of rows) {
    const file = state === 'clean' && deleted_at === null ? archive.file(String(id)) : undefined;
    if (file === undefined) continue;
    const blob = String(blob_key);
    blobs.push(blob);
    const context = { table: 'evidence', row: String(id), use: 'file' };
    await pipeline(file.content(), sealStream(incoming.scope, context), (sealed: AsyncIterable<Uint8Array>) =>
      means.blobs.put(blobKey(incoming.workspaceId, blob), sealed),
    );
    files += 1;
  }
  return files;
}

async function tieVersions(tx: Tx, { archive, incoming }: Bringing): Promise<void> {
  for await (const { id, replaces_id } of archive.records('evidence')) {
    if (typeof replaces_id !== 'string' || !incoming.known.has(`app.evidence ${replaces_id}`)) continue;
    if (incoming.known.has(`app.evidence ${id}`))
      await runIn(tx, replaces, [incoming.workspaceId, String(id), replaces_id]);
  }
}
