import type { HealthCheck, HealthStatus } from '#contracts/health.ts';
import { eventually } from '#tests/support/receivers.ts';

/** Waits until the health page calls this part so; what was found is told for a few seconds. */
export function partIs(
  { url }: { readonly url: string },
  name: HealthCheck['name'],
  ...wanted: HealthStatus[]
): Promise<HealthCheck> {
  return eventually(
    async () => {
      const { checks }: { checks: HealthCheck[] } = await (await fetch(`${url}/api/health`)).json();
      return checks.find((check) => check.name === name && wanted.includes(check.status));
    },
    `${name}: ${wanted.join(' or ')}`,
  );
}
