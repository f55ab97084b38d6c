import { Health } from '#contracts/health.ts';
import { prove } from '../failure.ts';
import type { ProbeContext } from '../probe-context.ts';

const parts = ['database', 'configuration', 'backup', 'mail', 'storage', 'scanner'] as const;

export async function healthIsPublic({ call, now }: ProbeContext): Promise<void> {
  const reply = await call({ path: '/api/health' });
  prove(reply.status === 200 || reply.status === 503, `The health address answers ${reply.status}.`);
  const health = Health.safeParse(reply.json);
  prove(health.success, 'The health of the deployment is not told in the agreed form.');
  for (const name of parts) {
    const told = health.data.checks.some((check) => check.name === name);
    prove(told, `The health of the deployment does not tell about ${name}.`);
  }
  const age = Math.abs(now() - Date.parse(health.data.checkedAt));
  prove(age < 5 * 60_000, 'The health that is told is old.');
}
