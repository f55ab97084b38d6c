import { type OperatorClient, withClient } from '../../platform/db/operator-client.ts';

/**
 * Written in the transaction that brings the rows back, taken away when what was erased since has gone again: no server
 * starts in between, and a restore that was cut short there goes on.
 */
const UNFINISHED = 'restored, and what was erased since is not gone yet: ';
const READ = `
  select obj_description(n.oid, 'pg_namespace') as said from pg_namespace n where n.nspname = 'app'`;

export async function markUnfinished(owner: OperatorClient, id: string): Promise<void> {
  await owner.query(`comment on schema app is ${quoted(UNFINISHED + id)}`);
}

/** The backup whose restore was cut short behind its rows. */
export function unfinishedRestore(url: string): Promise<string | undefined> {
  return withClient(url, async (client) => {
    const said: unknown = (await client.query(READ)).rows[0]?.said;
    return typeof said === 'string' && said.startsWith(UNFINISHED)
      ? said.slice(UNFINISHED.length)
      : undefined;
  });
}

export async function markFinished(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, (owner) => owner.query('comment on schema app is null'));
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
