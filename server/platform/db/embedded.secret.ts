import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writePrivateJson } from '../private-file.ts';
import { StartError } from '../start-error.ts';

export const superuser = 'caseward_superuser';

const shape = z.object({ password: z.string().min(32), port: z.number().int().min(1).max(65_535) });

/** The superuser's password and the port the database keeps from start to start. */
export type Secret = z.infer<typeof shape>;

export async function readSecret(path: string): Promise<Secret> {
  try {
    return shape.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (cause) {
    throw new StartError(
      `The file ${path}, which opens the embedded database, is missing or unreadable; restore it from a backup.`,
      { cause },
    );
  }
}

export async function writeSecret(path: string, secret: Secret): Promise<void> {
  await writePrivateJson(path, secret);
}

export function adminUrlOf({ password, port }: Secret): string {
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/postgres`;
}
