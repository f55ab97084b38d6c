import { type Db, statement } from '../platform/db/index.ts';
import { type KeyScope, SYSTEM_SCOPE } from '../security/crypto/index.ts';
import { neededKey } from './reseal-report.ts';

const hasQueue = statement<[], { there: boolean }>("select to_regclass('pgboss.job') is not null as there");
const sealedLetters = statement<[], { sealed: string }>(`
  select data ->> 'sealed' as sealed from pgboss.job where state < 'completed' and data ->> 'sealed' is not null`);

/**
 * The versions of the deployment's key that letters in the mail queue wait for, as `neededKey` names them. A letter
 * keeps its seal until it is sent, which takes days while no server runs. `live`: the role whose queue it is.
 */
export async function neededByLetters(live: Db, system: Pick<KeyScope, 'versionOf'>): Promise<Set<string>> {
  const [queue] = await live.run(hasQueue, []);
  if (queue?.there !== true) return new Set();
  const letters = await live.run(sealedLetters, []);
  return new Set(
    letters.map(({ sealed }) => neededKey(SYSTEM_SCOPE, system.versionOf(Buffer.from(sealed, 'base64')))),
  );
}
