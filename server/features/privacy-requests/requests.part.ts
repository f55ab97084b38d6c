import type { HealthProbe } from '#server/platform/health.ts';
import type { OverdueStore } from './request.store.ts';

/**
 * Requests about personal data past their deadline: how many, in all workspaces. It is for those who answer them to mend, not
 * for whoever runs the deployment, which works: the part says so and stays well.
 */
export function requestsPart(store: OverdueStore): HealthProbe {
  return {
    name: 'requests',
    vital: false,
    async check() {
      const count = await store.countOverdue();
      return { status: 'ok', note: count === 0 ? null : 'overdue', count };
    },
  };
}
