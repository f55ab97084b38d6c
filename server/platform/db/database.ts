import { type Dialect, Kysely } from 'kysely';
import type pg from 'pg';
import { createPool, dialectParts, PipelinedDriver, type PoolOptions } from './connection.ts';
import type { Database } from './rows.generated.ts';
import { type Statement, statementRunner } from './statement.ts';
import { type Tx, transact } from './transaction.ts';

export type { Tx } from './transaction.ts';

/** One pool of connections under one database role. */
export interface Db {
  /** Builds and runs typed queries, each in a transaction of its own. */
  readonly sql: Kysely<Database>;
  /** Runs `work` in one transaction; a throw, or one statement that fails, rolls it back. */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Runs one prepared statement in one round trip. */
  run<P extends readonly unknown[], R>(statement: Statement<P, R>, values: P): Promise<R[]>;
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

export function openDatabase(options: PoolOptions): Db {
  const pool = createPool(options);
  const driver = new PipelinedDriver(pool, options.prepared);
  const dialect: Dialect = { ...dialectParts, createDriver: () => driver };
  const sql = new Kysely<Database>({ dialect });
  return {
    sql,
    pool,
    transaction: (work) => transact(pool, options.prepared, { sql, dialect, driver }, work),
    run: statementRunner(pool, options.prepared),
    async close() {
      await sql.destroy();
      // Kysely ends only what it opened itself: statements alone never start its driver.
      await pool.end();
    },
  };
}
