import { type Env, inspectConfig } from '../../config.ts';
import { checkDatabase } from './database.check.ts';
import type { Finding } from './finding.ts';
import { checkMachine } from './machine.check.ts';
import { checkSettings } from './settings.check.ts';

export { processEnv } from '../../config.ts';
export type { Finding } from './finding.ts';

/** Looks at everything a start needs, and changes nothing. Settings that cannot be read hide what hangs on them. */
export async function examine(env: Env): Promise<Finding[]> {
  const { config } = inspectConfig(env);
  const settings = checkSettings(env);
  if (config === undefined) return settings;
  return [...settings, ...(await checkMachine(config)), ...(await checkDatabase(config))];
}
