import { sql } from '#server/platform/db/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface DomainRow {
  readonly id: string;
  readonly domain: string;
  readonly challenge: string;
  readonly verified_at: string | null;
  readonly verified_by: 'dns' | 'operator' | null;
  readonly checked_at: string | null;
}

const columns = ['id', 'domain', 'challenge', 'verified_at', 'verified_by', 'checked_at'] as const;

export function listDomains(tx: TenantTx): Promise<DomainRow[]> {
  return tx
    .selectFrom('app.sso_domains')
    .select(columns)
    .orderBy('domain')
    .limit(50)
    .$narrowType<DomainRow>()
    .execute();
}

export function findDomain(tx: TenantTx, id: string): Promise<DomainRow | undefined> {
  return tx
    .selectFrom('app.sso_domains')
    .select(columns)
    .where('id', '=', id)
    .forUpdate()
    .$narrowType<DomainRow>()
    .executeTakeFirst();
}

export async function insertDomain(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  row: { workspace_id: string; id: string; domain: string; challenge: string; created_by: string },
): Promise<void> {
  await tx.insertInto('app.sso_domains').values(row).execute();
}

export async function updateDomain(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  id: string,
  change: { checked_at: string; verified_at?: string; verified_by?: 'dns' },
): Promise<void> {
  await tx.updateTable('app.sso_domains').set(change).where('id', '=', id).execute();
}

export async function deleteDomain(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  id: string,
): Promise<void> {
  await tx.deleteFrom('app.sso_domains').where('id', '=', id).execute();
}

/** Whether the workspace has shown that this domain is its own. */
export async function isVerified(tx: TenantTx, domain: string): Promise<boolean> {
  const row = await tx
    .selectFrom('app.sso_domains')
    .select('id')
    .where('domain', '=', domain)
    .where('verified_at', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** A domain that is nobody's (RFC 2606) becomes that of a throw-away workspace: no name server would ever know it. */
export async function ownReservedDomain(
  tx: TenantTx,
  { workspaceId, domain }: { readonly workspaceId: string; readonly domain: `${string}.invalid` },
): Promise<void> {
  const row = { workspace_id: workspaceId, domain, challenge: 'reserved' };
  await tx.insertInto('app.sso_domains').values(row).execute();
  const verified = { verified_at: sql<string>`now()`, verified_by: 'operator' };
  await tx.updateTable('app.sso_domains').set(verified).where('domain', '=', domain).execute();
}
