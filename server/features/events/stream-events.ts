import type { FastifyReply } from 'fastify';
import type { LiveEvent } from '#contracts/events.ts';
import { securityHeaders } from '#server/http/headers.ts';
import { AppError } from '#server/platform/app-error.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import type { EventHub } from '#server/security/event-hub.ts';
import { inTenant } from '#server/security/tenancy/index.ts';

const HEARTBEAT_MS = 25_000;
const MOST_PER_SESSION = 8;
const open = new Map<string, number>();

const seesCase = statement<[string], { ok: number }>('select 1 as ok from app.cases where id = $1');

/**
 * Writes the workspace's events to the reply until the reader goes, is shut out or signs out. Each event is
 * checked in the database, as any request would be: no word of a case that this reader may not see.
 */
export async function streamEvents(
  caller: WorkspaceCaller,
  hub: EventHub,
  reply: FastifyReply,
): Promise<void> {
  const streams = open.get(caller.sessionId) ?? 0;
  if (streams >= MOST_PER_SESSION) throw new AppError('too_many_requests', { retryAfter: 30 });
  await mayHear(caller, undefined);
  open.set(caller.sessionId, streams + 1);
  const { raw } = reply;
  reply.hijack();
  const headers = {
    ...securityHeaders(),
    'content-type': 'text/event-stream; charset=utf-8',
    'x-request-id': reply.request.id,
  };
  raw.writeHead(200, headers);
  raw.write(': open\n\n');
  const check = async (event: LiveEvent | undefined) => {
    try {
      if (await mayHear(caller, event))
        raw.write(event === undefined ? ': still here\n\n' : frame(event, caller.workspaceId));
    } catch {
      raw.end();
    }
  };
  const leave = hub.subscribe(caller.workspaceId, (event) => void check(event));
  const heartbeat = setInterval(() => void check(undefined), HEARTBEAT_MS);
  raw.once('close', () => {
    leave();
    clearInterval(heartbeat);
    const left = (open.get(caller.sessionId) ?? 1) - 1;
    if (left > 0) open.set(caller.sessionId, left);
    else open.delete(caller.sessionId);
  });
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
  return inTenant(caller.services.db, caller, async (tx) => {
    if (event === undefined || !caseKinds.has(event.kind)) return true;
    const rows = await runIn(tx, seesCase, [event.id]);
    return rows.length > 0;
  });
}

// Whether a case that is gone was one of theirs nobody can tell any more: they hear that something changed.
function frame(happened: LiveEvent, workspaceId: string): string {
  const event: LiveEvent =
    happened.kind === 'case.gone' ? { kind: 'workspace.changed', id: workspaceId } : happened;
  return `event: ${event.kind}\ndata: ${JSON.stringify(event)}\n\n`;
}
