import type { GivenRole, SsoKind } from '#contracts/sso.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import type { ConnectionSettings } from './connection.ts';
import type { TestResult } from './test-result.ts';

export interface ConnectionRow {
  readonly id: string;
  readonly kind: SsoKind;
  readonly sealed_settings: Sealed<ConnectionSettings>;
  readonly sealed_private_key: Buffer | null;
  readonly active: boolean;
  readonly unasked: boolean;
  readonly join_role: GivenRole | null;
  readonly tested_version: number | null;
  readonly tested_at: string | null;
  readonly sealed_test: Sealed<TestResult> | null;
  readonly metadata_at: string | null;
  readonly metadata_failing_since: string | null;
  readonly reminded_days: number | null;
  readonly version: number;
}

const columns = [
  'id',
  'kind',
  'sealed_settings',
  'sealed_private_key',
  'active',
  'unasked',
  'join_role',
  'tested_version',
  'tested_at',
  'sealed_test',
  'metadata_at',
  'metadata_failing_since',
  'reminded_days',
  'version',
] as const;

/** All connections of the workspace, the oldest first. */
export function listConnections(tx: TenantTx): Promise<ConnectionRow[]> {
  return tx
    .selectFrom('app.sso_connections')
    .select(columns)
    .orderBy('created_at')
    .orderBy('id')
    .$narrowType<ConnectionRow>()
    .execute();
}

export function lockConnection(tx: TenantTx, id: string): Promise<ConnectionRow | undefined> {
  return tx
    .selectFrom('app.sso_connections')
    .select(columns)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .$narrowType<ConnectionRow>()
    .executeTakeFirst();
}

export interface NewConnection {
  readonly workspace_id: string;
  readonly id: string;
  readonly kind: SsoKind;
  readonly sealed_settings: Sealed<ConnectionSettings>;
  readonly sealed_private_key: Buffer | null;
  readonly metadata_at: string;
  readonly created_by: string;
}

export async function insertConnection(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  row: NewConnection,
): Promise<void> {
  await tx.insertInto('app.sso_connections').values(row).execute();
}

export interface ConnectionChange {
  sealed_settings?: Sealed<ConnectionSettings>;
  active?: boolean;
  unasked?: boolean;
  join_role?: GivenRole | null;
  tested_version?: number | null;
  tested_at?: string;
  tested_by?: string | null;
  sealed_test?: Sealed<TestResult>;
  metadata_at?: string;
  metadata_failing_since?: string | null;
  reminded_days?: number | null;
  version?: number;
}

export async function updateConnection(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  id: string,
  change: ConnectionChange,
): Promise<void> {
  await tx
    .updateTable('app.sso_connections')
    .set((eb) => ({ ...change, changed_at: eb.fn('now') }))
    .where('id', '=', id)
    .execute();
}

/** At most one connection of a workspace is active: the others go off first. */
export async function deactivateAll(tx: TenantTx, _permit: Permit<'workspace.secure'>): Promise<void> {
  await tx.updateTable('app.sso_connections').set({ active: false }).where('active', '=', true).execute();
}

export async function deleteConnection(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  id: string,
): Promise<void> {
  await tx.deleteFrom('app.sso_connections').where('id', '=', id).execute();
}
