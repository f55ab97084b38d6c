import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import { StartError } from '../platform/start-error.ts';

/**
 * Makes the folder of the root key file, closed to everyone else, so that the first start can put the key there.
 * @throws StartError when it cannot be made.
 */
export async function ensureKeyFolder({ rootKey }: Pick<Config, 'rootKey'>): Promise<void> {
  if (rootKey.kind === 'kms') return;
  const folder = dirname(rootKey.path);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    throw new StartError(
      `The folder of the root key, ${folder}, cannot be made; set CASEWARD_ROOT_KEY_FILE.`,
      {
        cause,
      },
    );
  }
}
