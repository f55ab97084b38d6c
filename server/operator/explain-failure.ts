import { ConfigError } from '../config.ts';
import { StartError } from '../platform/start-error.ts';
import { RootKeyFileError } from '../security/crypto/index.ts';

const network: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'The database does not answer; check DATABASE_URL and that PostgreSQL runs.',
  ENOTFOUND: 'The database host of DATABASE_URL is not known; check its spelling.',
  ETIMEDOUT: 'The database does not answer in time; check DATABASE_URL and the network.',
  '28P01': 'The database refuses the password of DATABASE_URL or DATABASE_OWNER_URL.',
  '28000': 'The database refuses the role of DATABASE_URL or DATABASE_OWNER_URL.',
  '3D000': 'The database named in DATABASE_URL does not exist; run "caseward provision".',
  '3F000':
    'The database is empty: no Caseward ran on it. Check CASEWARD_DATA or DATABASE_OWNER_URL; a new deployment begins with its first start.',
  '53300': 'The database has no connection left; lower CASEWARD_DATABASE_POOL or raise its max_connections.',
};

/** What to print for a failed start: sentences where a person can act, the stack where the fault is ours. */
export function explainFailure(error: unknown): string {
  if (error instanceof ConfigError) {
    return [
      'Caseward does not start with these settings:',
      ...error.problems.map(({ sentence }) => `  - ${sentence}`),
    ].join('\n');
  }
  if (error instanceof StartError || error instanceof RootKeyFileError) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const sentence = network[code];
  if (sentence !== undefined) return sentence;
  if (error instanceof Error && error.message.startsWith('invalid input syntax for type uuid'))
    return 'What was given as an id is none: copy it from the list, where all of it stands.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
