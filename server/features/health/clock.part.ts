import { systemClock } from '#server/platform/clock/index.ts';
import type { HealthProbe } from '#server/platform/health.ts';
import type { HealthStore } from './health.store.ts';

/** Codes, sessions and proofs go by both clocks: ms by which they may differ. */
const TOLERANCE_MS = 5_000;

/** Whether this node and the database agree on the time of day. */
export function clockPart(
  store: Pick<HealthStore, 'timeOfDay'>,
  now = () => systemClock.now().getTime(),
): HealthProbe {
  return {
    name: 'clock',
    vital: false,
    async check() {
      const before = now();
      const away = Math.abs((await store.timeOfDay()) - (before + now()) / 2);
      return away <= TOLERANCE_MS ? 'ok' : { status: 'degraded', note: 'differs' };
    },
  };
}
