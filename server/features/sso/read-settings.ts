import type { SsoSettings } from '#contracts/sso.ts';
import { type KnownMember, listActiveMembers } from '#server/features/members/index.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { listConnections } from './connection.store.ts';
import { connectionView } from './connection.view.ts';
import { listDomains } from './domain.store.ts';
import { domainView } from './domains.ts';
import { ownersNamed, readEnforcement } from './enforcement.store.ts';
import { domainOf } from './mapping.ts';
import { whoCame } from './people.store.ts';

const MOST_SHOWN = 1_000;

/** All of a workspace's single sign-on, with those whom enforcing it would shut out. */
export function readSsoSettings(caller: WorkspaceCaller): Promise<SsoSettings> {
  return read(caller, 'workspace.secure', async (tx, { actor, scope }) => ({
    out: await loadSettings(tx, actor, scope, caller.services.publicUrl),
    disclosed: {
      action: 'sso.read',
      targetKind: 'workspace',
      targetId: actor.workspaceId,
      fields: ['name', 'email', 'attributes'],
    },
  }));
}

export async function loadSettings(
  tx: TenantTx,
  actor: Actor,
  scope: KeyScope,
  publicUrl: string,
): Promise<SsoSettings> {
  const connections = await listConnections(tx);
  const domains = await listDomains(tx);
  const { sso_enforced, break_glass } = await readEnforcement(tx, actor);
  const named = new Map((await ownersNamed(tx)).map((owner) => [owner.user_id, owner.break_glass]));
  const members = await listActiveMembers(tx, scope);
  const missing = await missingOf(tx, members);
  const verified = new Set(
    domains.flatMap(({ domain, verified_at }) => (verified_at === null ? [] : [domain])),
  );
  return {
    connections: connections.map((row) => connectionView(row, scope, publicUrl)),
    domains: domains.map(domainView),
    enforced: sso_enforced,
    breakGlass: {
      on: break_glass,
      owners: members
        .filter(({ userId }) => named.has(userId))
        .map(({ userId, name }) => ({ userId, name, named: named.get(userId) === true })),
    },
    missing: missing.map(({ userId, name, email, role }) => ({
      userId,
      name,
      email,
      role,
      inDomain: verified.has(domainOf(email)),
    })),
  };
}

/** The active members who never came through the provider that is on; as many as are shown. */
export async function missingOf(tx: TenantTx, members: readonly KnownMember[]): Promise<KnownMember[]> {
  const came = await whoCame(tx);
  return members.filter(({ userId }) => !came.has(userId)).slice(0, MOST_SHOWN);
}
