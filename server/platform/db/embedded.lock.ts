import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import { connect, type OperatorClient } from './operator-client.ts';

const KEY = `hashtextextended('caseward data folder', 0)`;
/** A process killed a moment ago is noticed by the server within this time. */
const PATIENCE = 1_500;

/**
 * Holds the data folder for this process, as a lock inside the database itself: it is gone the moment the
 * process is, however it ends.
 * @throws StartError when another process holds it.
 */
export async function lockFolder(adminUrl: string, dataDir: string): Promise<OperatorClient> {
  const client = await connect(adminUrl, { name: `caseward process ${process.pid}` }).catch((cause) => {
    throw unopened(dataDir, cause);
  });
  const deadline = Date.now() + PATIENCE;
  while (!(await tryLock(client))) {
    if (Date.now() > deadline) {
      const holder = await holderOf(client);
      await client.end();
      throw new StartError(`Another Caseward (${holder}) is already using the data folder ${dataDir}.`);
    }
    await sleep(100);
  }
  return client;
}

function unopened(dataDir: string, cause: unknown): StartError {
  return new StartError(
    `The database in ${dataDir} does not open with the password in its secrets folder; restore both from the same backup.`,
    { cause },
  );
}

async function tryLock(client: OperatorClient): Promise<boolean> {
  const result = await client.query(`select pg_try_advisory_lock(${KEY}) as mine`);
  return result.rows[0].mine === true;
}

async function holderOf(client: OperatorClient): Promise<string> {
  const result = await client.query(
    `select application_name as name from pg_stat_activity
      where pid in (select pid from pg_locks where locktype = 'advisory' and granted
        and classid::bigint = (${KEY} >> 32) & 4294967295 and objid::bigint = ${KEY} & 4294967295)`,
  );
  return String(result.rows[0]?.name ?? 'caseward').replace(/^caseward /, '');
}
