import type { Health, HealthCheck } from '#contracts/health.ts';
import type { HealthProbe, Wellness } from '#server/platform/health.ts';
import type { Services } from '#server/security/services.ts';

const KEPT_MS = 3_000;
const PATIENCE_MS = 3_000;

let kept:
  | { readonly services: Services; readonly until: number; readonly health: Promise<Health> }
  | undefined;

/** How the deployment is, part by part. Asked at most every few seconds, however many ask. */
export function readHealth(services: Services): Promise<Health> {
  const now = services.clock.now().getTime();
  if (kept === undefined || kept.services !== services || now >= kept.until) {
    kept = { services, until: now + KEPT_MS, health: askAll(services) };
  }
  return kept.health;
}

async function askAll({ probes, clock, build }: Services): Promise<Health> {
  const asked = await Promise.all(probes.map(async (probe) => ({ probe, check: await ask(probe) })));
  const down = asked.some(({ probe, check }) => probe.vital && check.status === 'down');
  const degraded = asked.some(({ check }) => check.status === 'down' || check.status === 'degraded');
  return {
    status: down ? 'down' : degraded ? 'degraded' : 'ok',
    build: `${build.version} ${build.commit.slice(0, 12)}`,
    checkedAt: clock.now().toISOString(),
    checks: asked.map(({ check }) => check),
  };
}

async function ask({ name, check }: HealthProbe): Promise<HealthCheck> {
  const started = performance.now();
  const found: Wellness = await Promise.race([check(), patience()]).catch(
    () => ({ status: 'down', note: null }) as const,
  );
  const {
    status,
    note,
    at = null,
    count = null,
  } = typeof found === 'string' ? { status: found, note: null } : found;
  return { name, status, note, at, count, ms: Math.round((performance.now() - started) * 10) / 10 };
}

function patience(): Promise<Pick<HealthCheck, 'status' | 'note'>> {
  return new Promise((resolve) => {
    setTimeout(resolve, PATIENCE_MS, { status: 'down', note: 'unanswered' }).unref();
  });
}
