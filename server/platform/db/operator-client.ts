import pg from 'pg';

/** One connection outside the pool, for the steps before a server exists and for operator commands. */
export type OperatorClient = pg.Client;

export type ConnectOptions = {
  /** Shown in pg_stat_activity, so that an operator sees who holds a lock. */
  readonly name?: string;
  /** Milliseconds. */
  readonly timeout?: number;
};

/** @throws the error of `pg`, whose messages never hold the password. */
export async function connect(url: string, options: ConnectOptions = {}): Promise<OperatorClient> {
  const client = new pg.Client({
    connectionString: url,
    application_name: options.name ?? 'caseward operator',
    connectionTimeoutMillis: options.timeout ?? 10_000,
  });
  // A connection that breaks while idle must not end the process; the next query on it says so.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Opens a connection, lends it to `work`, and closes it whatever happens. */
export async function withClient<T>(
  url: string,
  work: (client: OperatorClient) => Promise<T>,
  options?: ConnectOptions,
): Promise<T> {
  const client = await connect(url, options);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Runs `work` in one transaction of `client`. */
export async function inTransaction<T>(client: OperatorClient, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}

export const { escapeIdentifier, escapeLiteral } = pg;

/** The same server and database, as somebody else. */
export function urlFor(url: string, to: { user?: string; password?: string; database?: string }): string {
  const result = new URL(url);
  if (to.user !== undefined) result.username = encodeURIComponent(to.user);
  if (to.password !== undefined) result.password = encodeURIComponent(to.password);
  if (to.database !== undefined) result.pathname = `/${encodeURIComponent(to.database)}`;
  return result.href;
}
