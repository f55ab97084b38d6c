import { type Db, runIn, statement } from '#server/platform/db/index.ts';
import type { Permit } from '#server/security/permit.ts';
import { doorProof, type TenantTx } from '#server/security/tenancy/index.ts';

export interface DirectoryTokenRow {
  readonly id: string;
  readonly public_id: string;
  readonly created_at: string;
  readonly expires_at: string;
  readonly last_used_at: string | null;
  readonly revoked_at: string | null;
  readonly reminded_days: number | null;
}

const columns = [
  'id',
  'public_id',
  'created_at',
  'expires_at',
  'last_used_at',
  'revoked_at',
  'reminded_days',
] as const;

/** The newest first. */
export function listDirectoryTokens(tx: TenantTx): Promise<DirectoryTokenRow[]> {
  return tx
    .selectFrom('app.scim_tokens')
    .select(columns)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(50)
    .$narrowType<DirectoryTokenRow>()
    .execute();
}

export function lockDirectoryToken(tx: TenantTx, id: string): Promise<DirectoryTokenRow | undefined> {
  return tx
    .selectFrom('app.scim_tokens')
    .select(columns)
    .where('id', '=', id)
    .forUpdate()
    .$narrowType<DirectoryTokenRow>()
    .executeTakeFirst();
}

export async function insertDirectoryToken(
  tx: TenantTx,
  _permit: Permit<'token.manage'>,
  row: {
    workspace_id: string;
    id: string;
    public_id: string;
    secret_hash: string;
    created_by: string;
    expires_at: string;
  },
): Promise<void> {
  await tx.insertInto('app.scim_tokens').values(row).execute();
}

const shorten = statement<[hours: number], { id: string }>(`
  update app.scim_tokens set expires_at = least(expires_at, now() + $1 * interval '1 hour')
  where workspace_id = (select app.tenant()) and revoked_at is null and expires_at > now() returning id`);

/** The tokens there are go on for so long, and how many those are. */
export async function endTokensWithin(
  tx: TenantTx,
  _permit: Permit<'token.manage'>,
  hours: number,
): Promise<number> {
  return (await runIn(tx, shorten, [hours])).length;
}

export async function revokeDirectoryToken(
  tx: TenantTx,
  _permit: Permit<'token.manage'>,
  id: string,
  at: string,
): Promise<void> {
  await tx.updateTable('app.scim_tokens').set({ revoked_at: at }).where('id', '=', id).execute();
}

const due = statement<[moment: string, proof: Buffer], { workspace_id: string; id: string }>(
  'select workspace_id, id from app.directory_tokens_to_remind($1, $2)',
);

/** The tokens of every directory whose admins have not been told of an end that is near. */
export function directoryTokensToRemind(db: Db): Promise<{ workspace_id: string; id: string }[]> {
  return db.run(due, [...doorProof(db, 'directory reminders')]);
}

/** Those who administer were told of an end so many days away. */
export async function noteReminded(
  tx: TenantTx,
  _permit: Permit<'token.manage'>,
  id: string,
  days: number,
): Promise<void> {
  await tx.updateTable('app.scim_tokens').set({ reminded_days: days }).where('id', '=', id).execute();
}
