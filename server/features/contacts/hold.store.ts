import { type HoldDecision, MOST_HOLDS } from '#contracts/contacts.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface HoldRow {
  readonly id: string;
  readonly decision: HoldDecision;
  readonly noted_at: string;
  readonly noted_by: string;
  readonly sealed_reason: Sealed<string>;
}

const history = statement<[contactId: string, limit: number], HoldRow>(`
  select h.id, h.decision, h.noted_at, h.noted_by, h.sealed_reason from app.contact_holds h
  where h.workspace_id = (select app.tenant()) and h.contact_id = $1 order by h.noted_at desc, h.id limit $2`);
const set = statement<[id: string, held: boolean], { version: number }>(`
  update app.contacts c set legal_hold = $2, version = version + 1
  where c.workspace_id = (select app.tenant()) and c.id = $1 and c.legal_hold <> $2 returning c.version`);
const insert = statement<[string, string, string, string, string, Buffer], never>(`
  insert into app.contact_holds (workspace_id, id, contact_id, decision, noted_by, sealed_reason)
  values ($1, $2, $3, $4, $5, $6)`);

/** Each time a hold was placed or lifted, the newest first, as much of it as a page shows. */
export function listHolds(tx: TenantTx, contactId: string): Promise<HoldRow[]> {
  return runIn(tx, history, [contactId, MOST_HOLDS]);
}

export type NewHold = Omit<HoldRow, 'noted_at'> & {
  readonly workspaceId: string;
  readonly contactId: string;
};

/** The version after it; undefined where it stood so already, and then nothing is noted. */
export async function writeContactHold(
  tx: TenantTx,
  _permit: Permit<'workspace.retain'>,
  { workspaceId, contactId, id, decision, noted_by, sealed_reason }: NewHold,
): Promise<number | undefined> {
  const [row] = await runIn(tx, set, [contactId, decision === 'placed']);
  if (row === undefined) return undefined;
  await runIn(tx, insert, [workspaceId, id, contactId, decision, noted_by, sealed_reason]);
  return row.version;
}
