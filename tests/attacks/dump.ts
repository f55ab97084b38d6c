import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { OperatorClient } from '#server/platform/db/operator-client.ts';

export type Piece = { readonly where: string; readonly bytes: Buffer };

/** Every row of every table of a database, as its superuser reads it; bytes in hexadecimal. */
export async function databaseDump(client: OperatorClient): Promise<Piece[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  );
  const pieces: Piece[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`);
    pieces.push(...rows.map(({ row }) => ({ where: name, bytes: Buffer.from(row) })));
  }
  return pieces;
}

/** Every file below a folder but those under `except`. */
export async function folderDump(folder: string, except: readonly string[] = []): Promise<Piece[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const wanted = paths.filter((path) => !except.some((name) => relative(folder, path).startsWith(name)));
  return Promise.all(wanted.map(async (path) => ({ where: path, bytes: await readFile(path) })));
}

/** Where a word can be read, in clear or in one of the spellings bytes are stored in. */
export function sightings(word: string, pieces: readonly Piece[]): string[] {
  const spellings = [
    word,
    word.toLowerCase(),
    Buffer.from(word).toString('hex'),
    Buffer.from(word.toLowerCase()).toString('hex'),
    Buffer.from(word, 'utf16le').toString('latin1'),
    ...[0, 1, 2].map((shift) => base64Core(word, shift)),
  ];
  const found = pieces.filter(({ bytes }) =>
    spellings.some((spelling) => bytes.includes(spelling, 0, 'latin1')),
  );
  return found.map(({ where }) => `${word} in ${where}`);
}

// The letters of a word's base64 that do not depend on what stands around it.
function base64Core(word: string, shift: number): string {
  const encoded = Buffer.from('x'.repeat(shift) + word)
    .toString('base64')
    .replaceAll('=', '');
  return encoded.slice(shift === 0 ? 0 : 4, -2);
}
