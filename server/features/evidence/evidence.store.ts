import type { EvidenceState, EvidenceVisibility } from '#contracts/evidence.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { type EvidenceList, type EvidenceRecord, listContext, textContext } from './evidence-record.ts';

interface Row {
  readonly id: string;
  readonly case_id: string;
  readonly uploader_id: string;
  readonly replaces_id: string | null;
  readonly media_type: string;
  readonly size: string;
  readonly received: string;
  readonly state: EvidenceState;
  readonly visibility: EvidenceVisibility;
  readonly refusal: string | null;
  readonly blob_key: string;
  readonly sealed_file_key: Buffer | null;
  readonly sealed_list: Sealed<EvidenceList>;
  readonly version: number;
  readonly created_at: string;
}

const selectForChange = statement<[id: string], Row>(`
  select e.* from app.evidence e where e.workspace_id = app.tenant() and e.id = $1 and e.deleted_at is null
  for update`);

const selectOne = statement<[id: string], Row>(`
  select e.* from app.evidence e where e.workspace_id = app.tenant() and e.id = $1 and e.deleted_at is null`);

const sees = statement<[id: string], { ok: number }>(`
  select 1 as ok from app.evidence e where e.workspace_id = app.tenant() and e.id = $1 and e.deleted_at is null`);

// A file is shown while no clean file replaces it; before it is clean, to whoever brings it alone.
const selectPage = statement<[caseId: string, at: string | null, id: string | null, limit: number], Row>(`
  select e.* from app.evidence e
  where e.workspace_id = app.tenant() and e.case_id = $1 and e.deleted_at is null
    and (e.state = 'clean' or e.uploader_id = app.actor_id())
    and not exists (select 1 from app.evidence n where n.workspace_id = e.workspace_id and n.replaces_id = e.id
      and n.state = 'clean' and n.deleted_at is null)
    and ($2::timestamptz is null or (e.created_at, e.id) > ($2::timestamptz, $3::uuid))
  order by e.created_at, e.id limit $4`);

const selectVersions = statement<[id: string], Row>(`
  with recursive chain as (
    select e.id, 0 as depth from app.evidence e where e.workspace_id = app.tenant() and e.id = $1
    union
    select o.replaces_id, chain.depth + 1 from chain
      join app.evidence o on o.workspace_id = app.tenant() and o.id = chain.id
    where o.replaces_id is not null and chain.depth < 99)
  select e.* from app.evidence e join chain on chain.id = e.id
  where e.workspace_id = app.tenant() and e.state = 'clean' and e.deleted_at is null order by chain.depth`);

const unfinished = statement<[], { count: number }>(`
  select count(*)::int as count from app.evidence e where e.workspace_id = app.tenant() and e.deleted_at is null
    and e.uploader_id = app.actor_id() and e.state = 'uploading' and e.created_at > now() - interval '1 day'`);

const setBlob = statement<[id: string, blobId: string], { id: string }>(`
  update app.evidence e set blob_key = $2
  where e.workspace_id = app.tenant() and e.id = $1 and e.state = 'quarantined' and e.deleted_at is null returning e.id`);

const room = statement<[], { used: string; quota: string | null }>('select * from app.evidence_room()');

/** The record, locked; undefined where the actor may not see it. */
export async function lockEvidence(tx: TenantTx, scope: KeyScope, id: string) {
  const [row] = await runIn(tx, selectForChange, [id]);
  return row && openRow(scope, row);
}

export async function findEvidence(tx: TenantTx, scope: KeyScope, id: string) {
  const [row] = await runIn(tx, selectOne, [id]);
  return row && openRow(scope, row);
}

/** Whether this reader may see the file at all. */
export async function seesEvidence(tx: TenantTx, id: string): Promise<boolean> {
  return (await runIn(tx, sees, [id])).length > 0;
}

const selectClean = statement<[afterId: string | null], Row>(`
  select e.* from app.evidence e where e.workspace_id = app.tenant() and e.deleted_at is null and e.state = 'clean'
    and ($1::uuid is null or e.id > $1::uuid) order by e.id limit 1`);

/** The next file by its id that may be shown; undefined behind the last. */
export async function findCleanAfter(tx: TenantTx, scope: KeyScope, afterId: string | null) {
  const [row] = await runIn(tx, selectClean, [afterId]);
  return row && openRow(scope, row);
}

/** Gives a file in quarantine the blob it will be sealed into; false where it is not in quarantine any more. */
export async function claimBlob(tx: TenantTx, id: string, blobId: string): Promise<boolean> {
  return (await runIn(tx, setBlob, [id, blobId])).length > 0;
}

/** The files of a case in the order they came. */
export async function pageEvidence(
  tx: TenantTx,
  scope: KeyScope,
  caseId: string,
  { after, limit }: { after: readonly [at: string, id: string] | null; limit: number },
): Promise<EvidenceRecord[]> {
  const rows = await runIn(tx, selectPage, [caseId, after?.[0] ?? null, after?.[1] ?? null, limit]);
  return rows.map((row) => openRow(scope, row));
}

export async function listVersions(tx: TenantTx, scope: KeyScope, id: string): Promise<EvidenceRecord[]> {
  return (await runIn(tx, selectVersions, [id])).map((row) => openRow(scope, row));
}

/** The text that was found in a file; empty where there is none. */
export async function readText(tx: TenantTx, scope: KeyScope, id: string): Promise<string> {
  const row = await tx
    .selectFrom('app.evidence')
    .select('sealed_text')
    .where('id', '=', id)
    .$narrowType<{ sealed_text: Sealed<string> | null }>()
    .executeTakeFirst();
  return row?.sealed_text ? scope.unseal(textContext(id), row.sealed_text) : '';
}

/** Uploads that the actor began in the last day and has not ended. */
export async function countUnfinished(tx: TenantTx): Promise<number> {
  const [row] = await runIn(tx, unfinished, []);
  return row?.count ?? 0;
}

/**
 * Bytes kept or on their way in the workspace, and its own quota (null: the deployment's). Until the transaction ends
 * nobody else in the workspace is told: what it adds is counted by the next who asks.
 */
export async function evidenceRoom(tx: TenantTx): Promise<{ used: number; quota: number | null }> {
  const [row] = await runIn(tx, room, []);
  if (row === undefined) throw new Error('the workspace is not there');
  return { used: Number(row.used), quota: row.quota === null ? null : Number(row.quota) };
}

export type NewEvidence = Pick<
  EvidenceRecord,
  'id' | 'caseId' | 'uploaderId' | 'replacesId' | 'mediaType' | 'size' | 'visibility' | 'blobId' | 'list'
>;

export async function insertEvidence(
  tx: TenantTx,
  _permit: Permit<'evidence.add'>,
  scope: KeyScope,
  workspaceId: string,
  file: NewEvidence,
): Promise<void> {
  await tx
    .insertInto('app.evidence')
    .values({
      workspace_id: workspaceId,
      id: file.id,
      case_id: file.caseId,
      uploader_id: file.uploaderId,
      replaces_id: file.replacesId,
      media_type: file.mediaType,
      size: String(file.size),
      visibility: file.visibility,
      blob_key: file.blobId,
      sealed_list: scope.seal<EvidenceList>(listContext(file.id), file.list),
    })
    .execute();
}

export interface EvidenceChange {
  readonly state?: EvidenceState;
  readonly received?: number;
  readonly size?: number;
  readonly refusal?: string;
  readonly visibility?: EvidenceVisibility;
  readonly list?: EvidenceList;
  readonly sha256Digest?: Buffer;
  readonly sealedText?: Buffer;
  readonly scanned?: boolean;
}

/** Writes what changed and counts the version up. */
export async function updateEvidence(
  tx: TenantTx,
  _permit: Permit<'evidence.add'>,
  scope: KeyScope,
  id: string,
  change: EvidenceChange,
): Promise<void> {
  const { list, received, size, sha256Digest, sealedText, scanned, ...plain } = change;
  await tx
    .updateTable('app.evidence')
    .set((eb) => ({
      ...plain,
      ...(received !== undefined && { received: String(received) }),
      ...(size !== undefined && { size: String(size) }),
      ...(list && { sealed_list: scope.seal<EvidenceList>(listContext(id), list) }),
      ...(sha256Digest && { sha256: sha256Digest }),
      ...(sealedText && { sealed_text: sealedText }),
      ...(scanned && { scanned_at: eb.fn('now') }),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute();
}

export async function markDeleted(
  tx: TenantTx,
  _permit: Permit<'item.delete'> | Permit<'evidence.add'> | Permit<'workspace.retain'>,
  id: string,
): Promise<void> {
  await tx
    .updateTable('app.evidence')
    .set((eb) => ({ deleted_at: eb.fn('now') }))
    .where('id', '=', id)
    .execute();
}

function openRow(scope: KeyScope, row: Row): EvidenceRecord {
  return {
    id: row.id,
    caseId: row.case_id,
    uploaderId: row.uploader_id,
    replacesId: row.replaces_id,
    mediaType: row.media_type,
    size: Number(row.size),
    received: Number(row.received),
    state: row.state,
    visibility: row.visibility,
    refusal: row.refusal,
    blobId: row.blob_key,
    sealedKey: row.sealed_file_key ?? undefined,
    list: scope.unseal(listContext(row.id), row.sealed_list),
    version: row.version,
    createdAt: row.created_at,
  };
}
