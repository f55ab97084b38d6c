import { buffer } from 'node:stream/consumers';
import { BlobMissing, type BlobStore, blobKey } from '../platform/blobs/index.ts';
import { type Db, statement } from '../platform/db/index.ts';
import {
  fileKeyVersion,
  type KeyRing,
  KeyUnavailable,
  resealedFileKey,
  SEALED_FILE_HEADER_SIZE,
  UnsealError,
} from '../security/crypto/index.ts';
import { neededKey, type ResealReport } from './reseal-report.ts';

interface Row {
  readonly workspace_id: string;
  readonly id: string;
  readonly blob: string;
}

interface Kind {
  readonly table: string;
  /** Files whose key is in their own head alone, after this one. */
  readonly list: typeof listEvidence;
  readonly keep: typeof keepEvidence;
  /** Whether it still is what was listed. */
  readonly find: typeof findEvidence;
}

const AT_ONCE = 50;
const FIRST = '00000000-0000-0000-0000-000000000000';

type Place = [workspaceId: string, id: string];
const listEvidence = statement<[...Place, limit: number], Row>(`
  select e.workspace_id, e.id, e.blob_key as blob from app.evidence e
  where e.sealed_file_key is null and e.state = 'clean' and e.deleted_at is null and (e.workspace_id, e.id) > ($1, $2)
  order by e.workspace_id, e.id limit $3`);
const listPieces = statement<[...Place, limit: number], Row>(`
  select p.workspace_id, p.id, p.id as blob from app.evidence_pieces p
  where p.sealed_file_key is null and (p.workspace_id, p.id) > ($1, $2) order by p.workspace_id, p.id limit $3`);

const listExported = statement<[...Place, limit: number], Row>(`
  select f.workspace_id, f.id, f.id as blob from app.export_files f
  where f.sealed_file_key is null and f.sealed_head is not null and (f.workspace_id, f.id) > ($1, $2)
  order by f.workspace_id, f.id limit $3`);

type Kept = { blob: string };
const keepEvidence = statement<[...Place, sealed: Buffer, blob: string], Kept>(`
  update app.evidence e set sealed_file_key = $3
  where e.workspace_id = $1 and e.id = $2 and e.sealed_file_key is null and e.blob_key = $4 returning e.blob_key as blob`);
const keepPiece = statement<[...Place, sealed: Buffer, blob: string], Kept>(`
  update app.evidence_pieces p set sealed_file_key = $3
  where p.workspace_id = $1 and p.id = $2 and p.sealed_file_key is null and p.id = $4 returning p.id as blob`);

const keepExported = statement<[...Place, sealed: Buffer, blob: string], Kept>(`
  update app.export_files f set sealed_file_key = $3
  where f.workspace_id = $1 and f.id = $2 and f.sealed_file_key is null and f.id = $4 returning f.id as blob`);

const findEvidence = statement<[...Place, blob: string], Kept>(`
  select e.blob_key as blob from app.evidence e
  where e.workspace_id = $1 and e.id = $2 and e.blob_key = $3 and e.deleted_at is null`);
const findPiece = statement<[...Place, blob: string], Kept>(
  'select p.id as blob from app.evidence_pieces p where p.workspace_id = $1 and p.id = $2 and p.id = $3',
);

const findExported = statement<[...Place, blob: string], Kept>(
  'select f.id as blob from app.export_files f where f.workspace_id = $1 and f.id = $2 and f.id = $3',
);

const KINDS: readonly Kind[] = [
  { table: 'evidence', list: listEvidence, keep: keepEvidence, find: findEvidence },
  { table: 'evidence_pieces', list: listPieces, keep: keepPiece, find: findPiece },
  { table: 'export_files', list: listExported, keep: keepExported, find: findExported },
];

export interface FileWalk {
  readonly db: Db;
  readonly blobs: BlobStore;
  readonly ring: KeyRing;
  readonly report: Pick<ResealReport, 'needed' | 'unreadable' | 'files'>;
}

/**
 * Seals the key of every file anew that only its own head holds, under an older key of its workspace. The file is read
 * and never written: each key moves in one statement, so that stopping at any moment loses nothing.
 */
export async function resealFileKeys(walk: FileWalk): Promise<void> {
  for (const kind of KINDS) {
    let last: Place = [FIRST, FIRST];
    for (;;) {
      const rows = await walk.db.run(kind.list, [...last, AT_ONCE]);
      await Promise.all(rows.map((row) => resealOne(walk, kind, row)));
      const end = rows.at(-1);
      if (end === undefined) break;
      last = [end.workspace_id, end.id];
    }
  }
}

async function resealOne(walk: FileWalk, kind: Kind, row: Row): Promise<void> {
  const { db, blobs, ring, report } = walk;
  const { workspace_id: workspaceId, id, blob } = row;
  let version: number | undefined;
  try {
    const head = await headOf(blobs, workspaceId, blob);
    const scope = await ring.open(workspaceId);
    version = fileKeyVersion(scope, head);
    if (version === scope.sealVersion) return;
    const sealed = resealedFileKey(scope, { table: kind.table, row: id, use: 'file' }, head);
    const kept = await db.run(kind.keep, [workspaceId, id, sealed, blob]);
    if (kept.length > 0) report.files += 1;
  } catch (error) {
    if (!(error instanceof UnsealError || error instanceof KeyUnavailable)) throw error;
    // Deleted while it was looked at.
    if ((await db.run(kind.find, [workspaceId, id, blob])).length === 0) return;
    if (version !== undefined) report.needed.add(neededKey(workspaceId, version));
    report.unreadable.add(`app.${kind.table}.file ${id}`);
  }
}

async function headOf(blobs: BlobStore, workspaceId: string, blob: string): Promise<Buffer> {
  try {
    return await buffer(
      await blobs.get(blobKey(workspaceId, blob), { start: 0, end: SEALED_FILE_HEADER_SIZE - 1 }),
    );
  } catch (error) {
    if (error instanceof BlobMissing || error instanceof RangeError) throw new UnsealError();
    throw error;
  }
}
