import type { LiveEvent } from '#contracts/events.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { assertAllowed } from '#server/security/command.ts';
import { inTenant } from '#server/security/tenancy/index.ts';
import { seesCase } from './event.store.ts';

/** Whoever is told. */
export interface Listener {
  /** Something happened; without an event, all is well and nothing did. */
  hear(event: LiveEvent | undefined): void;
  /** The session or the membership no longer holds. */
  shutOut(): void;
}

const HEARTBEAT_MS = 25_000;
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
  await mayHear(caller, undefined);
  return { start: (listener) => listen(caller, listener) };
}

function listen(caller: WorkspaceCaller, listener: Listener): () => void {
  const { passId, workspaceId, services } = caller;
  open.set(passId, (open.get(passId) ?? 0) + 1);
  const check = async (event: LiveEvent | undefined) => {
    try {
      if (await mayHear(caller, event)) listener.hear(event && told(event, workspaceId));
    } catch {
      listener.shutOut();
    }
  };
  const leave = services.events.subscribe(workspaceId, (event) => void check(event));
  const heartbeat = setInterval(() => void check(undefined), HEARTBEAT_MS);
  return () => {
    leave();
    clearInterval(heartbeat);
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
async function mayHear(caller: WorkspaceCaller, event: LiveEvent | undefined): Promise<boolean> {
  return inTenant(caller.services.db, caller, async (tx, actor) => {
    assertAllowed(actor, 'case.read', null);
    return event === undefined || !caseKinds.has(event.kind) || seesCase(tx, event.id);
  });
}

// Whether a case that is gone was one of theirs nobody can tell any more: they hear that something changed.
function told(event: LiveEvent, workspaceId: string): LiveEvent {
  return event.kind === 'case.gone' ? { kind: 'workspace.changed', id: workspaceId } : event;
}
