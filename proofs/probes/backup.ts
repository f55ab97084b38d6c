import { Health, type HealthCheck } from '#contracts/health.ts';
import { prove } from '../failure.ts';
import type { ProbeContext } from '../probe-context.ts';

const STALE_MS = 26 * 3_600_000;
/** The clocks of the two sides differ by no more. */
const LEEWAY_MS = 60_000;
const LOOKS = 10;
const BETWEEN_LOOKS_MS = 500;

/** A health check calls the backup well only while it is younger than 26 hours, and tells of what moment it is. */
export async function backupIsFresh(context: ProbeContext): Promise<void> {
  const { health, backup } = await ask(context);
  if (backup.status === 'ok')
    prove(isFresh(backup, context.now()), 'A backup is called well though it is older than 26 hours.');
  else prove(health.status !== 'ok', 'The deployment is called well, and its backup is not.');
}

/** What is not well with the backup turns the badge that everyone sees. */
export async function staleBackupTurnsTheBadge(context: ProbeContext): Promise<void> {
  const { backup } = await ask(context);
  if (backup.status === 'ok') return prove(isFresh(backup, context.now()), 'The backup is stale.');
  for (let look = 0; look < LOOKS; look += 1) {
    const { text } = await context.call({ path: '/status/badge.svg' });
    if (!text.includes('status: operational')) return;
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_LOOKS_MS));
  }
  prove(false, 'The badge is green though the backup is not well.');
}

async function ask({ call }: ProbeContext): Promise<{ health: Health; backup: HealthCheck }> {
  const health = Health.safeParse((await call({ path: '/api/health' })).json);
  prove(health.success, 'The health of the deployment is not told in the agreed form.');
  const backup = health.data.checks.find(({ name }) => name === 'backup');
  prove(backup !== undefined, 'The health of the deployment does not tell about the backup.');
  return { health: health.data, backup };
}

function isFresh({ at }: HealthCheck, now: number): boolean {
  return at !== null && now - Date.parse(at) < STALE_MS + LEEWAY_MS;
}
