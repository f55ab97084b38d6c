import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from '../platform/start-error.ts';

export const defaultMigrations = fileURLToPath(new URL('../../migrations', import.meta.url));

/** One file of the migrations folder, `NNNN_name.sql`. */
export type Migration = {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** Hex SHA-256 of the file. */
  readonly sha256: string;
  /** Code that does not know this migration must not run on a schema that has it. */
  readonly breaking: boolean;
};

/** @throws StartError when two files claim the same number. */
export async function readMigrations(folder = defaultMigrations): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_[a-z0-9_]+\.sql$/.test(name)).sort();
  const migrations = await Promise.all(names.map((name) => readMigration(folder, name)));
  const twins = migrations.find((each, index) => each.number === migrations[index + 1]?.number);
  if (twins)
    throw new StartError(`Two migrations have the number of ${twins.name}; give one the next free number.`);
  return migrations;
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const bytes = await readFile(join(folder, name));
  const sql = bytes.toString('utf8');
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return {
    number: Number(name.slice(0, 4)),
    name,
    sql,
    sha256: Buffer.from(digest).toString('hex'),
    breaking: /^-- breaking\b/.test(sql),
  };
}
