import type { Writable } from 'node:stream';
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
  /** For work that begins on empty tables: a plan made then reads by index, and serves when they have grown. */
  readonly growing?: boolean;
}

const TIMESTAMPTZ = 1184;
const types = {
  getTypeParser(oid: number, format: 'text' | 'binary' = 'text') {
    return oid === TIMESTAMPTZ && format === 'text' ? isoText : pg.types.getTypeParser(oid, format);
  },
};

/** A pipelined pool: queries issued together travel together, in order. Timestamps stay text (ISO 8601, UTC). */
export function createPool({ url, max, growing = false }: PoolOptions): pg.Pool {
  // A plan made once serves every value: under row-level security making one anew costs more than running it.
  const settings = [
    'TimeZone=UTC',
    'DateStyle=ISO',
    'search_path=app',
    'statement_timeout=30000',
    'plan_cache_mode=force_generic_plan',
    ...(growing ? ['enable_seqscan=off'] : []),
  ];
  const options = settings.map((setting) => `-c ${setting}`).join(' ');
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
  // So would one that breaks while it is in use; there the statement under way reports it.
  pool.on('connect', (client) => void client.on('error', () => undefined));
  return pool;
}

/** Kysely's driver over the pool, for queries outside a transaction. Transactions are run by `transaction.ts`. */
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

  async beginTransaction(): Promise<void> {
    throw new Error('transactions are begun by the database, not by Kysely');
  }

  async commitTransaction(): Promise<void> {}

  async rollbackTransaction(): Promise<void> {}

  async releaseConnection(connection: PipelinedConnection): Promise<void> {
    connection.client.release();
  }

  // The pool is ended by whoever opened it.
  async destroy(): Promise<void> {}
}

/** What is sent in one turn travels in one packet, in order, and the database works on it without a pause. */
export class PipelinedConnection implements DatabaseConnection {
  readonly client: pg.PoolClient;
  readonly #prepared: boolean;
  readonly #stream: Writable;
  #gathering = false;

  constructor(client: pg.PoolClient, prepared: boolean) {
    this.client = client;
    this.#prepared = prepared;
    this.#stream = (client as unknown as { connection: { stream: Writable } }).connection.stream;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { rows, rowCount } = await this.run<R>(query.sql, query.parameters);
    return { rows, ...(rowCount !== null && { numAffectedRows: BigInt(rowCount) }) };
  }

  run<R>(text: string, values: readonly unknown[]): Promise<Answer<R>> {
    const name = this.#prepared ? statementName(text) : undefined;
    return this.#send({ text, values: [...values], ...(name !== undefined && { name }) });
  }

  /** Runs a command that takes no values: begin, commit, rollback. */
  command(text: string): Promise<Answer<never>> {
    return this.#send({ text });
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming is not possible on a pipelined connection');
  }

  #send<R>(query: pg.QueryConfig): Promise<Answer<R>> {
    if (!this.#gathering) {
      this.#gathering = true;
      this.#stream.cork();
      process.nextTick(() => {
        this.#gathering = false;
        this.#stream.uncork();
      });
    }
    return this.client.query(query) as unknown as Promise<Answer<R>>;
  }
}

export interface Answer<R> {
  readonly rows: R[];
  readonly rowCount: number | null;
  /** The command as the database names what it did: `COMMIT`, or `ROLLBACK` where it could not. */
  readonly command: string;
}

export const dialectParts = {
  createAdapter: () => new PostgresAdapter(),
  createQueryCompiler: () => new PostgresQueryCompiler(),
  createIntrospector: (db: ConstructorParameters<typeof PostgresIntrospector>[0]) =>
    new PostgresIntrospector(db),
};
