import type { Action } from '#contracts/access.ts';
import type { AuditNote } from './audit/entry.ts';
import type { WorkspaceCaller } from './caller.ts';
import { assertAllowed } from './command.ts';
import type { KeyScope } from './crypto/index.ts';
import { type Actor, inTenant, readTenant, type TenantRead, type TenantTx } from './tenancy/index.ts';
import { withKeys } from './with-keys.ts';

/** What a read hands over, and what it says of it to the audit log; `disclosed` undefined = nothing sensitive. */
export interface Disclosure<Out> {
  readonly out: Out;
  readonly disclosed: AuditNote | undefined;
}

export interface Reading {
  readonly actor: Actor;
  readonly scope: KeyScope;
}

/**
 * A read over several statements, in one transaction that has entered the workspace. What it sealed is opened
 * inside `work`: it runs once more when it met a key that another process has just made.
 */
export function read<Out>(
  caller: WorkspaceCaller,
  action: Action,
  work: (tx: TenantTx, reading: Reading) => Promise<Disclosure<Out>>,
): Promise<Out> {
  return withKeys(caller, async (scope) => {
    const { actor, disclosure } = await inTenant(caller.services.db, caller, async (tx, entered) => {
      assertAllowed(entered, action, null);
      return { actor: entered, disclosure: await work(tx, { actor: entered, scope }) };
    });
    await note(caller, actor, scope, disclosure.disclosed);
    return disclosure.out;
  });
}

/** The same in one statement and one round trip, for the paths everyone walks all day. */
export function readOnce<P extends readonly unknown[], R, Out>(
  caller: WorkspaceCaller,
  action: Action,
  query: TenantRead<P, R>,
  values: P,
  work: (rows: R[], reading: Reading) => Disclosure<Out> | Promise<Disclosure<Out>>,
): Promise<Out> {
  return withKeys(caller, async (scope) => {
    const { actor, rows } = await readTenant(caller.services.db, caller, query, values);
    assertAllowed(actor, action, null);
    const { out, disclosed } = await work(rows, { actor, scope });
    await note(caller, actor, scope, disclosed);
    return out;
  });
}

// The entry is durable before the reply leaves (claim FC-29). Where the reply is written meanwhile, what it was
// written from need not be kept until then.
async function note(
  caller: WorkspaceCaller,
  actor: Actor,
  scope: KeyScope,
  disclosed: AuditNote | undefined,
): Promise<void> {
  if (disclosed === undefined) return;
  const logged = caller.services.readLog.append({
    ...disclosed,
    workspaceId: actor.workspaceId,
    actorKind: actor.kind,
    actorId: actor.userId,
    sessionId: actor.tokenId ?? caller.passId,
    origin: caller.origin,
    scope,
  });
  if (caller.holdReply === undefined) return logged;
  caller.holdReply(logged);
}
