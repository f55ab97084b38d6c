import { type Config, loadConfig, processEnv } from '../config.ts';
import { type Db, openDatabase } from '../platform/db/index.ts';
import { StartError } from '../platform/start-error.ts';
import type { KeyScope } from '../security/crypto/index.ts';
import { withDatabases } from './databases.ts';
import { systemScope } from './system-scope.ts';

export interface OperatorContext {
  /** Under the operator's role. */
  readonly db: Db;
  /** The database as the server sees it: its job queue. */
  readonly liveUrl: string;
  /** The deployment's own keys. */
  readonly system: KeyScope;
  readonly config: Config;
  readonly publicUrl: string;
  /** Where whoever runs this wants to hear of vulnerabilities. */
  readonly securityContact: string | undefined;
}

/** Runs a command of the operator beside a server that runs, or with the database started for as long as it takes. */
export function withOperator<T>(work: (context: OperatorContext) => Promise<T>): Promise<T> {
  const config = loadConfig(processEnv());
  return withDatabases(config, async ({ operator, app: live }) => {
    if (operator === undefined) throw new StartError('This command needs DATABASE_OPERATOR_URL.');
    const db = openDatabase({ url: operator, max: 1, prepared: false });
    try {
      const system = await systemScope(db, config.rootKey);
      return await work({
        db,
        liveUrl: live,
        system,
        config,
        publicUrl: config.publicUrl,
        securityContact: config.securityContact,
      });
    } finally {
      await db.close();
    }
  });
}
