import { sealedEvents } from '#server/features/audit/index.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { inTenantAsSystem } from '#server/security/tenancy/index.ts';
import { failureOf, nextTry } from './back-off.ts';
import { noteTrouble } from './note-trouble.ts';
import { handOver } from './sinks.ts';
import {
  leaveStream,
  noteFailure,
  noteSent,
  type StreamSettings,
  settingsContext,
  takeStream,
} from './stream.store.ts';

const BATCH = 200;
/** Batches of one run; the next run goes on. */
const MOST_BATCHES = 25;

interface Taken {
  readonly workspaceId: string;
  readonly id: string;
  readonly lease: string;
  readonly settings: StreamSettings;
  readonly after: number;
  readonly tries: number;
}

/**
 * Sends what a stream has not sent yet, batch by batch, in the order of the log. How far it has come is kept after each:
 * whatever stops this, the next run begins behind the last batch that was taken over.
 */
export async function runStream(services: Services, workspaceId: string, id: string): Promise<void> {
  const lease = newId();
  const taken = await services.keys.retrying(workspaceId, (scope) =>
    inTenantAsSystem(services.db, workspaceId, async (tx) => {
      const row = await takeStream(tx, id, lease);
      return row && { row, settings: scope.unseal(settingsContext(id), row.sealed_settings) };
    }),
  );
  if (taken === undefined) return;
  const { row, settings } = taken;
  const run = { workspaceId, id, lease, settings, after: Number(row.sent_to), tries: row.tries };
  try {
    await sendAll(services, run);
  } catch (error) {
    await noteFailed(services, run, error);
  } finally {
    await inTenantAsSystem(services.db, workspaceId, (tx) => leaveStream(tx, id, lease));
  }
}

async function sendAll(services: Services, run: Taken): Promise<void> {
  let { after } = run;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const { events, reached } = await nextEvents(services, run.workspaceId, after);
    if (reached === after) return;
    if (events.length > 0) await handOver(services, run.id, run.settings, events);
    const { id, lease } = run;
    const count = events.length;
    const mine = await inTenantAsSystem(services.db, run.workspaceId, (tx) =>
      noteSent(tx, { id, lease, to: reached, count }),
    );
    if (!mine || count < BATCH) return;
    after = reached;
  }
}

function nextEvents(services: Services, workspaceId: string, after: number) {
  const system = services.system();
  return services.keys.retrying(workspaceId, (scope) =>
    inTenantAsSystem(services.db, workspaceId, (tx) =>
      sealedEvents(tx, { scope, system }, { after, limit: BATCH }),
    ),
  );
}

async function noteFailed(services: Services, { workspaceId, id, lease, tries }: Taken, error: unknown) {
  const failure = failureOf(error);
  const nextTryAt = nextTry(services.clock.now(), tries + 1);
  await inTenantAsSystem(services.db, workspaceId, (tx) =>
    noteFailure(tx, { id, lease, failure, nextTryAt }),
  );
  // Once for each trouble, or the log would tell of nothing else.
  if (tries === 0) await noteTrouble(services, workspaceId, { id, failure });
}
