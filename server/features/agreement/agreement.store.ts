import type { AgreementText } from '#contracts/agreement.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface AgreementRow {
  readonly id: string;
  readonly version: string;
  readonly text_digest: Buffer;
  readonly accepted_by: string;
  readonly accepted_at: string;
  readonly sealed_record: Sealed<string>;
  readonly record_digest: Buffer;
  readonly sealed_text: Sealed<AgreementText>;
}

export function recordContext(id: string) {
  return { table: 'agreements', row: id, use: 'record' } as const;
}
export function textContext(id: string) {
  return { table: 'agreements', row: id, use: 'text' } as const;
}

const COLUMNS = `a.id, a.version, a.text_digest, a.accepted_by, a.accepted_at, a.sealed_record, a.record_digest, a.sealed_text`;
const list = statement<[], AgreementRow>(`
  select ${COLUMNS} from app.agreements a where a.workspace_id = (select app.tenant())
  order by a.accepted_at desc, a.id limit 100`);
const find = statement<[id: string], AgreementRow>(`
  select ${COLUMNS} from app.agreements a where a.workspace_id = (select app.tenant()) and a.id = $1`);
type Values = [string, string, string, Buffer, string, Buffer, Buffer, Buffer];
const insert = statement<Values, { accepted_at: string }>(`
  insert into app.agreements (workspace_id, id, version, text_digest, accepted_by, sealed_record, record_digest, sealed_text)
  values ($1, $2, $3, $4, $5, $6, $7, $8) returning accepted_at`);

/** The newest first. */
export function listAcceptances(tx: TenantTx): Promise<AgreementRow[]> {
  return runIn(tx, list, []);
}

export async function findAcceptance(tx: TenantTx, id: string): Promise<AgreementRow | undefined> {
  return (await runIn(tx, find, [id]))[0];
}

export type NewAcceptance = Omit<AgreementRow, 'accepted_at'> & { readonly workspaceId: string };

export async function keepAcceptance(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  { workspaceId, ...row }: NewAcceptance,
): Promise<void> {
  await runIn(tx, insert, [
    workspaceId,
    row.id,
    row.version,
    row.text_digest,
    row.accepted_by,
    row.sealed_record,
    row.record_digest,
    row.sealed_text,
  ]);
}
