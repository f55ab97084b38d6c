import type { LiveEvent } from '#contracts/events.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { assertAllowed } from '#server/security/command.ts';
import { whileStanding } from '#server/security/standing.ts';
import { inTenant } from '#server/security/tenancy/index.ts';
import { seesCase } from './event.store.ts';

/** Whoever is told. */
export interface Listener {
  /** Something happened; without an event, all is well and nothing did. */
  hear(event: LiveEvent | undefined): void;
  /** The session or the membership no longer holds. */
  shutOut(): void;
}

const MOST_PER_SESSION = 8;
const open = new Map<string, number>();

/**
 * Lets the caller hear the workspace's events: `start` begins and gives what ends it. Each event is checked in
 * the database, as any request would be: no word of a case that this reader may not see.
 * @throws AppError too_many_requests above 8 at once, or what the door says.
 */
export async function hearEvents(
  caller: WorkspaceCaller,
): Promise<{ start(listener: Listener): () => void }> {
  const streams = open.get(caller.passId) ?? 0;
  if (streams >= MOST_PER_SESSION) throw new AppError('too_many_requests', { retryAfter: 30 });
  const since = caller.services.events.accessChanges();
  const { userId } = await mayHear(caller, undefined);
  return { start: (listener) => listen(caller, { userId, since }, listener) };
}

interface Begun {
  readonly userId: string;
  readonly since: number;
}

function listen(caller: WorkspaceCaller, { userId, since }: Begun, listener: Listener): () => void {
  const { passId, workspaceId, services } = caller;
  open.set(passId, (open.get(passId) ?? 0) + 1);
  const check = async (event: LiveEvent | undefined) => {
    try {
      if ((await mayHear(caller, event)).told) listener.hear(event && told(event, workspaceId));
    } catch {
      listener.shutOut();
    }
  };
  const deaf = services.events.subscribe(workspaceId, (event) => void check(event));
  const ask = async () => {
    await mayHear(caller, undefined);
    listener.hear(undefined);
  };
  const { signal, leave } = whileStanding(services.events, { ids: [userId, workspaceId], since, ask });
  signal.addEventListener('abort', () => listener.shutOut(), { once: true });
  return () => {
    deaf();
    leave();
    const left = (open.get(passId) ?? 1) - 1;
    if (left > 0) open.set(passId, left);
    else open.delete(passId);
  };
}

const caseKinds: ReadonlySet<LiveEvent['kind']> = new Set([
  'case.changed',
  'case.created',
  'comments.changed',
  'evidence.changed',
  'reviews.changed',
]);

/** Throws when the session or the membership no longer holds. */
async function mayHear(
  caller: WorkspaceCaller,
  event: LiveEvent | undefined,
): Promise<{ userId: string; told: boolean }> {
  return inTenant(caller.services.db, caller, async (tx, actor) => {
    assertAllowed(actor, 'case.read', null);
    const sees = event === undefined || !caseKinds.has(event.kind) || (await seesCase(tx, event.id));
    return { userId: actor.userId, told: sees };
  });
}

// Whether a case that is gone was one of theirs nobody can tell any more: they hear that something changed.
function told(event: LiveEvent, workspaceId: string): LiveEvent {
  return event.kind === 'case.gone' ? { kind: 'workspace.changed', id: workspaceId } : event;
}
