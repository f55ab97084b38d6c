import { Kysely, type Transaction } from 'kysely';
import type pg from 'pg';
import { createPool, dialectParts, PipelinedDriver, type PoolOptions } from './connection.ts';
import type { Database } from './rows.generated.ts';
import { type Statement, statementRunner } from './statement.ts';

export type Tx = Transaction<Database>;

/** One pool of connections under one database role. */
export interface Db {
  /** Builds and runs typed queries, each in a transaction of its own. */
  readonly sql: Kysely<Database>;
  /** Runs `work` in one transaction; a throw rolls it back. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs one prepared statement in one round trip. */
  run<P extends readonly unknown[], R>(statement: Statement<P, R>, values: P): Promise<R[]>;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export function openDatabase(options: PoolOptions): Db {
  const pool = createPool(options);
  const sql = new Kysely<Database>({
    dialect: { ...dialectParts, createDriver: () => new PipelinedDriver(pool, options.prepared) },
  });
  return {
    sql,
    pool,
    transaction: (work) => sql.transaction().execute(work),
    run: statementRunner(pool, options.prepared),
    async close() {
      await sql.destroy();
      // Kysely ends only what it opened itself: statements alone never start its driver.
      await pool.end();
    },
  };
}
