import { relative } from 'node:path';
import { shape } from './config/config.shape.ts';
import type { Config } from './config/config.types.ts';
import { misplaced } from './config/outside-places.ts';
import { missingPartners, type Problem, readValues, unknownNames, unsafeValues } from './config/problems.ts';
import type { Env, Values } from './config/settings.ts';

export type { Config, DatabaseUrls } from './config/config.types.ts';
export type { Problem } from './config/problems.ts';
export type { Env } from './config/settings.ts';

/** Every reason not to start, at once. Its message holds names and sentences, never a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ sentence }) => sentence).join('\n'));
    this.problems = problems;
  }
}

/** The environment of this very process: the one place that looks at it. */
export function processEnv(): Env {
  return process.env;
}

/**
 * Checks the environment and gives the frozen configuration.
 * @throws ConfigError with all problems: unknown or malformed settings always, unsafe ones in production.
 */
export function loadConfig(env: Env): Config {
  const { config, problems } = inspectConfig(env);
  if (config === undefined || problems.length > 0) throw new ConfigError(problems);
  return config;
}

/** The same without throwing, for the doctor, who wants to explain what still can be explained. */
export function inspectConfig(env: Env): { config: Config | undefined; problems: readonly Problem[] } {
  const { values, problems: malformed } = readValues(env);
  const problems = [...unknownNames(env), ...malformed, ...missingPartners(values)];
  // A name that cannot be read must not switch the rules off.
  if (values.NODE_ENV === 'production' || values.NODE_ENV === undefined)
    problems.push(...unsafeValues(values));
  if (!isComplete(values, malformed)) return { config: undefined, problems };
  const config = shape(values, env.XDG_CONFIG_HOME);
  problems.push(...keyBesideData(config));
  if (config.production) problems.push(...misplaced(config));
  return { config: deepFreeze(config), problems };
}

function isComplete(values: Partial<Values>, malformed: readonly Problem[]): values is Values {
  return malformed.length === 0;
}

/** A copy of the data folder must never carry the key that opens it. */
function keyBesideData({ rootKey, dataDir }: Config): Problem[] {
  if (rootKey.kind !== 'file' || relative(dataDir, rootKey.path).startsWith('..')) return [];
  const sentence = 'CASEWARD_ROOT_KEY_FILE must not lie inside the data folder, which it protects.';
  return [{ setting: 'CASEWARD_ROOT_KEY_FILE', sentence }];
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value)) {
    if (typeof part === 'object' && part !== null) deepFreeze(part);
  }
  return Object.freeze(value);
}
