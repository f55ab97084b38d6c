import { setTimeout as pause } from 'node:timers/promises';
import { AuditPage } from '#contracts/audit.ts';
import type { ProbeContext, ProbeWorld } from '../probe-context.ts';
import { workspacePath } from './cases.ts';
import { prepared, StepFailed } from './expect.ts';

/** Far longer than a sealer rests between two looks. */
const SECONDS_TO_SEAL = 60;

export async function readLog(
  context: ProbeContext,
  world: ProbeWorld,
  filter: object = {},
): Promise<AuditPage> {
  const reply = await context.call({
    method: 'POST',
    path: workspacePath(world, '/audit/query'),
    as: world.people.admin,
    body: { filter, limit: 100 },
  });
  return prepared(reply, AuditPage, 'reading the audit log');
}

/** Waits until what was written about something has its place in the sealed log. @throws StepFailed when it gets none. */
export async function untilSealed(context: ProbeContext, world: ProbeWorld, targetId: string): Promise<void> {
  for (let waited = 0; waited < SECONDS_TO_SEAL; waited += 1) {
    const { items } = await readLog(context, world, { targetId });
    if (items.some(({ seq }) => seq !== null)) return;
    await pause(1_000);
  }
  throw new StepFailed(`sealing the audit log took more than ${SECONDS_TO_SEAL} seconds`);
}
