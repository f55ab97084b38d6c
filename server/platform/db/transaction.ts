import { type Dialect, type Driver, type Kysely, Transaction } from 'kysely';
import type pg from 'pg';
import { type Answer, PipelinedConnection } from './connection.ts';
import type { Database } from './rows.generated.ts';

export type Tx = Transaction<Database>;

/** What a transaction's typed queries are made with. */
export interface QueryParts {
  readonly sql: Kysely<Database>;
  readonly dialect: Dialect;
  readonly driver: Driver;
}

const running = new WeakMap<Tx, RunningTransaction>();

/** The transaction behind a handle. @throws when it is over. */
export function runningTransaction(tx: Tx): RunningTransaction {
  const found = running.get(tx);
  if (found === undefined) throw new Error('this transaction is over');
  return found;
}

/**
 * Runs `work` in one transaction on a connection of its own. `begin` is not waited for, and neither need the
 * last statements be: the commit travels behind them, and fails if one of them did.
 */
export async function transact<T>(
  pool: pg.Pool,
  prepared: boolean,
  parts: QueryParts,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  const transaction = new RunningTransaction(new PipelinedConnection(client, prepared));
  const tx = queriesOn(transaction, parts);
  running.set(tx, transaction);
  try {
    transaction.begin();
    const out = await work(tx);
    await transaction.commit();
    client.release();
    return out;
  } catch (error) {
    // A connection that cannot even roll back is not used again.
    await transaction.rollback().then(
      () => client.release(),
      () => client.release(true),
    );
    throw error;
  } finally {
    running.delete(tx);
  }
}

/** One transaction: its statements go out in the order they are asked for, without waiting for each other. */
export class RunningTransaction {
  readonly #connection: PipelinedConnection;
  #failure: { readonly error: unknown } | undefined;
  #over = false;

  constructor(connection: PipelinedConnection) {
    this.#connection = connection;
  }

  begin(): void {
    this.#watched(this.#connection.command('begin'));
  }

  run<R>(text: string, values: readonly unknown[]): Promise<Answer<R>> {
    if (this.#over) throw new Error('this transaction is over');
    return this.#watched(this.#connection.run<R>(text, values));
  }

  /** @throws what the first statement that failed threw: then nothing is committed, whoever caught it. */
  async commit(): Promise<void> {
    this.#over = true;
    const { command } = await this.#connection.command('commit');
    if (this.#failure !== undefined) throw this.#failure.error;
    if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
  }

  async rollback(): Promise<void> {
    this.#over = true;
    await this.#connection.command('rollback');
  }

  #watched<R>(answer: Promise<R>): Promise<R> {
    answer.catch((error: unknown) => {
      this.#failure ??= { error };
    });
    return answer;
  }
}

function queriesOn(transaction: RunningTransaction, { sql, dialect, driver }: QueryParts): Tx {
  const connection = {
    async executeQuery<R>(query: { sql: string; parameters: readonly unknown[] }) {
      const { rows, rowCount } = await transaction.run<R>(query.sql, query.parameters);
      return { rows, ...(rowCount !== null && { numAffectedRows: BigInt(rowCount) }) };
    },
    streamQuery(): never {
      throw new Error('streaming is not possible on a pipelined connection');
    },
  };
  const executor = sql.getExecutor().withConnectionProvider({
    provideConnection: (consumer) => consumer(connection),
  });
  return new Transaction<Database>({ config: { dialect }, dialect, driver, executor });
}
