import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import { isoText } from './iso-text.ts';
import { statementName } from './statement-name.ts';

/** What a pool of the live server needs to know. */
export interface PoolOptions {
  readonly url: string;
  readonly max: number;
  /** Named statements are planned once; off behind a pooler that cannot keep them. */
  readonly prepared: boolean;
}

const TIMESTAMPTZ = 1184;
const types = {
  getTypeParser(oid: number, format: 'text' | 'binary' = 'text') {
    return oid === TIMESTAMPTZ && format === 'text' ? isoText : pg.types.getTypeParser(oid, format);
  },
};

/** A pipelined pool: queries issued together travel together, in order. Timestamps stay text (ISO 8601, UTC). */
export function createPool({ url, max }: PoolOptions): pg.Pool {
  // A plan made once serves every value: under row-level security making one anew costs more than running it.
  const options =
    '-c TimeZone=UTC -c DateStyle=ISO -c search_path=app -c statement_timeout=30000 -c plan_cache_mode=force_generic_plan';
  // Connections stay: each new one costs a sign-in and forgets its prepared statements.
  const kept = { max, idleTimeoutMillis: 0 };
  const pool = new pg.Pool({
    connectionString: url,
    options,
    types,
    ...kept,
    pipeline: true,
  } as pg.PoolConfig);
  // An idle connection that breaks is replaced; without a listener it would end the process.
  pool.on('error', () => undefined);
  return pool;
}

/**
 * Kysely's driver over the pool. `begin` is sent without waiting: the first statement of the transaction
 * travels in the same packet, and fails if the begin did.
 */
export class PipelinedDriver implements Driver {
  readonly #pool: pg.Pool;
  readonly #prepared: boolean;

  constructor(pool: pg.Pool, prepared: boolean) {
    this.#pool = pool;
    this.#prepared = prepared;
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<PipelinedConnection> {
    return new PipelinedConnection(await this.#pool.connect(), this.#prepared);
  }

  async beginTransaction(connection: PipelinedConnection): Promise<void> {
    connection.begin();
  }

  async commitTransaction(connection: PipelinedConnection): Promise<void> {
    await connection.client.query('commit');
  }

  async rollbackTransaction(connection: PipelinedConnection): Promise<void> {
    await connection.client.query('rollback');
  }

  async releaseConnection(connection: PipelinedConnection): Promise<void> {
    connection.client.release();
  }

  // The pool is ended by whoever opened it.
  async destroy(): Promise<void> {}
}

export class PipelinedConnection implements DatabaseConnection {
  readonly client: pg.PoolClient;
  readonly #prepared: boolean;

  constructor(client: pg.PoolClient, prepared: boolean) {
    this.client = client;
    this.#prepared = prepared;
  }

  begin(): void {
    // Its failure is the connection's failure, which the next statement reports.
    this.client.query('begin').catch(() => undefined);
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, rowCount } = await this.run<R>(query.sql, query.parameters);
    return { rows, ...(rowCount !== null && { numAffectedRows: BigInt(rowCount) }) };
  }

  run<R>(text: string, values: readonly unknown[]): Promise<{ rows: R[]; rowCount: number | null }> {
    const name = this.#prepared ? statementName(text) : undefined;
    const query = { text, values: [...values], ...(name !== undefined && { name }) };
    return this.client.query(query) as unknown as Promise<{ rows: R[]; rowCount: number | null }>;
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not possible on a pipelined connection');
  }
}

export const dialectParts = {
  createAdapter: () => new PostgresAdapter(),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createIntrospector: (db: ConstructorParameters<typeof PostgresIntrospector>[0]) =>
    new PostgresIntrospector(db),
};
