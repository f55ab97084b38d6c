import { loadConfig, processEnv } from '../config.ts';
import { type Db, openDatabase, statement } from '../platform/db/index.ts';
import { StartError } from '../platform/start-error.ts';
import {
  createKeyRing,
  type KeyScope,
  kmsRootKey,
  localRootKey,
  SYSTEM_SCOPE,
  type WrappedKey,
} from '../security/crypto/index.ts';
import { withDatabases } from './databases.ts';

type KeyRow = { purpose: WrappedKey['purpose']; version: number; wrapped: Buffer; root_key_id: string };
const loadKeys = statement<[string], KeyRow>('select * from app.load_keys($1)');

export interface OperatorContext {
  /** Under the operator's role. */
  readonly db: Db;
  /** The deployment's own keys. */
  readonly system: KeyScope;
  readonly publicUrl: string;
}

/** Runs a command of the operator beside a server that runs, or with the database started for as long as it takes. */
export function withOperator<T>(work: (context: OperatorContext) => Promise<T>): Promise<T> {
  const config = loadConfig(processEnv());
  return withDatabases(config, async ({ operator }) => {
    if (operator === undefined) throw new StartError('This command needs DATABASE_OPERATOR_URL.');
    const db = openDatabase({ url: operator, max: 1, prepared: false });
    try {
      const root =
        config.rootKey.kind === 'kms' ? kmsRootKey(config.rootKey) : localRootKey(config.rootKey.path);
      return await work({ db, system: await systemScope(db, root), publicUrl: config.publicUrl });
    } finally {
      await db.close();
    }
  });
}

async function systemScope(db: Db, root: ReturnType<typeof localRootKey>): Promise<KeyScope> {
  const load = async (scope: string) =>
    (await db.run(loadKeys, [scope])).map(({ root_key_id: rootKeyId, ...key }) => ({ ...key, rootKeyId }));
  if ((await load(SYSTEM_SCOPE)).length === 0)
    throw new StartError('Start Caseward once before this command.');
  return createKeyRing({ root, load }).open(SYSTEM_SCOPE);
}
