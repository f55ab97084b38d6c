import type { HealthCheck } from '#contracts/health.ts';

/** How a part is: a bare word, or with a note that says what is amiss. */
export type Wellness =
  | 'ok'
  | 'degraded'
  | 'off'
  | (Pick<HealthCheck, 'status' | 'note'> & Partial<Pick<HealthCheck, 'at' | 'count'>>);

/** One part of the deployment that can be asked how it is. */
export interface HealthProbe {
  readonly name: HealthCheck['name'];
  /** Whether the product can answer without it: then its failure is `degraded`, not `down`. */
  readonly vital: boolean;
  /** Rejects when the part is not well; `off` when it is not configured here. */
  check: () => Promise<Wellness>;
}
