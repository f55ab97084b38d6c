import { AppError } from '#server/platform/app-error.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Turn } from './caller.ts';
import { type KeyScope, newId, type SealContext, type Sealed } from './crypto/index.ts';
import type { Actor, TenantTx } from './tenancy/index.ts';

interface Entered {
  readonly tx: TenantTx;
  readonly actor: Actor;
  readonly scope: KeyScope;
}

/** What a change replies, and what it gives out besides. */
interface Done<Out, E> {
  readonly out: Out;
  readonly events: readonly E[];
}

/** What a change replied; `out` is absent where it replies nothing. */
interface Kept<Out> {
  readonly out?: Out;
}

type Found = { id: string; request_digest: Buffer; sealed_reply: Sealed<Kept<unknown>> };

// A try that is still under way is waited for: it ends with its transaction.
const waitForOthers = statement<[key: string], unknown>(
  `select pg_advisory_xact_lock(hashtextextended('caseward turn ' || $1, 0))`,
);
const findKept = statement<[keyDigest: Buffer], Found>(`
  select r.id, r.request_digest, r.sealed_reply from app.kept_replies r
  where r.workspace_id = app.tenant() and r.user_id = app.actor_id() and r.key_digest = $1 and r.expires_at > now()`);
const keep = statement<[string, string, string, Buffer, Buffer, Buffer], never>(`
  insert into app.kept_replies (workspace_id, id, user_id, key_digest, request_digest, sealed_reply)
  values ($1, $2, $3, $4, $5, $6)
  on conflict (workspace_id, user_id, key_digest) do update set id = excluded.id,
    request_digest = excluded.request_digest, sealed_reply = excluded.sealed_reply, expires_at = excluded.expires_at`);

/**
 * Does a change that the client has named once: a second try, at the same time or within the day, gets the reply of
 * the first and changes nothing. The reply is kept in the change's own transaction, hence both are there or neither.
 * @throws AppError invalid_field when the name stands for another request already.
 */
export async function once<Out, E>(
  turn: Turn,
  { tx, actor, scope }: Entered,
  work: () => Promise<Done<Out, E>>,
): Promise<Done<Out, E>> {
  const key = scope.mac('turn', `${actor.userId} ${turn.name}`);
  const request = scope.mac('turn', turn.request);
  await runIn(tx, waitForOthers, [key.toString('hex')]);
  const [kept] = await runIn(tx, findKept, [key]);
  if (kept !== undefined) {
    if (!kept.request_digest.equals(request)) throw anotherRequest();
    const { out } = scope.unseal(replyContext(kept.id), kept.sealed_reply) as Kept<Out>;
    return { out: out as Out, events: [] };
  }
  const done = await work();
  const id = newId();
  const reply = scope.seal<Kept<Out>>(replyContext(id), { out: done.out });
  await runIn(tx, keep, [actor.workspaceId, id, actor.userId, key, request, reply]);
  return done;
}

function replyContext(id: string): SealContext {
  return { table: 'kept_replies', row: id, use: 'reply' };
}

function anotherRequest(): AppError {
  return new AppError('invalid_field', {
    field: 'idempotency-key',
    message: 'This key was used for another request.',
  });
}
