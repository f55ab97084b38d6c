import { type ConsentDecision, type ConsentPurpose, MOST_CONSENTS } from '#contracts/contacts.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface ConsentRow {
  readonly id: string;
  readonly purpose: ConsentPurpose;
  readonly decision: ConsentDecision;
  readonly noted_at: string;
  readonly noted_by: string;
  readonly sealed_how: Sealed<string>;
}

const COLUMNS = 's.id, s.purpose, s.decision, s.noted_at, s.noted_by, s.sealed_how';

const history = statement<[contactId: string, limit: number], ConsentRow>(`
  select ${COLUMNS} from app.contact_consents s
  where s.workspace_id = (select app.tenant()) and s.contact_id = $1 order by s.noted_at desc, s.id limit $2`);
const newest = statement<[contactId: string], ConsentRow>(`
  select distinct on (s.purpose) ${COLUMNS} from app.contact_consents s
  where s.workspace_id = (select app.tenant()) and s.contact_id = $1 order by s.purpose, s.noted_at desc, s.id`);
const insert = statement<[string, string, string, string, string, string, Buffer], never>(`
  insert into app.contact_consents (workspace_id, id, contact_id, purpose, decision, noted_by, sealed_how)
  values ($1, $2, $3, $4, $5, $6, $7)`);

/** What was said, the newest first, as much of it as a page shows. */
export function listConsents(tx: TenantTx, contactId: string): Promise<ConsentRow[]> {
  return runIn(tx, history, [contactId, MOST_CONSENTS]);
}

/** The newest word to each purpose, however long ago. */
export function newestConsents(tx: TenantTx, contactId: string): Promise<ConsentRow[]> {
  return runIn(tx, newest, [contactId]);
}

export type NewConsent = Omit<ConsentRow, 'noted_at'> & {
  readonly workspaceId: string;
  readonly contactId: string;
};

export async function insertConsent(
  tx: TenantTx,
  _permit: Permit<'work.edit'>,
  { workspaceId, contactId, id, purpose, decision, noted_by, sealed_how }: NewConsent,
): Promise<void> {
  await runIn(tx, insert, [workspaceId, id, contactId, purpose, decision, noted_by, sealed_how]);
}
