import type { HealthProbe } from '#server/platform/health.ts';
import type { StreamsStore } from './log-work.store.ts';

/** Streams of the audit log: degraded while one has not got through for a quarter of an hour, off where there is none. */
export function streamsPart(store: StreamsStore): HealthProbe {
  return {
    name: 'streams',
    vital: false,
    async check() {
      const { active, failing } = await store.state();
      if (active === 0) return 'off';
      return failing === 0 ? 'ok' : { status: 'degraded', note: 'behind' };
    },
  };
}
