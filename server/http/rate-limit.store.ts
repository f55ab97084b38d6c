/** What a window had left for us: how many of those asked for, and how many are taken in all, by all nodes. */
export interface RateGrant {
  readonly granted: number;
  readonly taken: number;
}

export interface RateTake {
  readonly className: string;
  /** 32 bytes: a keyed digest, so that the database learns neither who nor from where. */
  readonly key: Uint8Array;
  readonly windowStart: Date;
  readonly windowSeconds: number;
  readonly want: number;
  readonly limit: number;
}

export interface RateStore {
  take(take: RateTake): Promise<RateGrant>;
}

/** Runs one statement as the live role and gives its rows. */
export type RunSql = (text: string, values: readonly unknown[]) => Promise<readonly unknown[]>;

/** The counters in PostgreSQL, shared by every node: one statement a batch (migration 0010). */
export function createRateStore(run: RunSql): RateStore {
  return {
    async take({ className, key, windowStart, windowSeconds, want, limit }) {
      const [row] = await run('select granted, taken from app.rate_take($1, $2, $3, $4, $5, $6)', [
        className,
        Buffer.from(key),
        windowStart.toISOString(),
        windowSeconds,
        want,
        limit,
      ]);
      return { granted: count(row, 'granted'), taken: count(row, 'taken') };
    },
  };
}

function count(row: unknown, column: string): number {
  const value: unknown = typeof row === 'object' && row !== null ? Reflect.get(row, column) : undefined;
  if (typeof value !== 'number') throw new TypeError(`the rate counter gave no ${column}`);
  return value;
}
