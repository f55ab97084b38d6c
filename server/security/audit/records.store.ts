import { runIn, statement } from '#server/platform/db/index.ts';
import type { TenantTx } from '../tenancy/index.ts';
import type { RecordStamp } from './record-note.ts';

type Values = [workspaceId: string, id: string, kind: string, digest: Buffer];

const insert = statement<Values, never>(
  'insert into app.signed_records (workspace_id, id, kind, digest) values ($1, $2, $3, $4)',
);
const find = statement<[id: string], { note: string | null; key: string | null }>(`
  select r.note, r.key from app.signed_records r where r.workspace_id = (select app.tenant()) and r.id = $1`);

/** Leaves a record to the sealer, which signs it within seconds of the commit. */
export async function leaveToSign(tx: TenantTx, record: RecordStamp): Promise<void> {
  const { workspaceId, id, kind, digest } = record;
  await runIn(tx, insert, [workspaceId, id, kind, digest]);
}

/** The signed note of a record and the key that signed it; null until then. */
export async function findSignature(tx: TenantTx, id: string) {
  return (await runIn(tx, find, [id]))[0] ?? { note: null, key: null };
}
