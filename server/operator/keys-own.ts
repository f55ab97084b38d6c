import { parseArgs } from 'node:util';
import { loadConfig, processEnv } from '../config.ts';
import { openDatabase } from '../platform/db/index.ts';
import { StartError } from '../platform/start-error.ts';
import { withDatabases } from './databases.ts';
import { wrapByDeployment, wrapByOwn } from './rotate-keys.ts';

export const keysOwnHelp = `caseward keys own [--back WORKSPACE]

  Wraps the data keys of every workspace that CASEWARD_WORKSPACE_KMS_KEYS names by the key it brought, while the
  servers serve; what they sealed need not change. Restart the servers with the setting first. Whoever withdraws
  the key then makes the workspace unreadable within five minutes, and readable again by giving it back.

  --back    wraps the keys of this workspace by the deployment's root key again; its own has to be there once more.
            Take it out of the setting afterwards.`;

/** A workspace's own key. Returns the exit code. */
export async function keysOwnCommand(args: string[], print: (line: string) => void = console.log) {
  const { values } = parseArgs({ args, options: { back: { type: 'string' } } });
  const config = loadConfig(processEnv());
  if (values.back !== undefined && !config.rootKey.own.has(values.back))
    throw new StartError('CASEWARD_WORKSPACE_KMS_KEYS does not name this workspace.');
  return withDatabases(config, async ({ operator }) => {
    if (operator === undefined) throw new StartError('This command needs DATABASE_OPERATOR_URL.');
    const db = openDatabase({ url: operator, max: 2, prepared: false });
    try {
      const wrapped =
        values.back === undefined
          ? await wrapByOwn(db, config.rootKey)
          : await wrapByDeployment(db, config.rootKey, values.back);
      print(
        values.back === undefined
          ? `Wrapped ${wrapped} data keys by the keys of ${config.rootKey.own.size} workspaces.`
          : `Wrapped ${wrapped} data keys by the root key of the deployment.`,
      );
      return 0;
    } finally {
      await db.close();
    }
  });
}
