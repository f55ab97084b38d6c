import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { OperatorClient } from '#server/platform/db/operator-client.ts';
import type { Hay } from './markers.ts';

/** Every value of every row of every table there is, the job library's and the migrations' too. */
export async function dumpDatabase(admin: OperatorClient): Promise<Hay[]> {
  const { rows: tables } = await admin.query<{ name: string }>(`
    select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    order by 1`);
  const hay: Hay[] = [];
  for (const { name } of tables) {
    const { rows } = await admin.query<Record<string, unknown>>(`select * from ${name}`);
    for (const row of rows) {
      for (const [column, value] of Object.entries(row))
        hay.push({ place: `${name}.${column}`, bytes: bytesOf(value) });
    }
  }
  return hay;
}

function bytesOf(value: unknown): Buffer {
  if (Buffer.isBuffer(value)) return value;
  if (Array.isArray(value)) return Buffer.concat(value.map(bytesOf));
  return Buffer.from(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
}

/** Every file below a folder, but for the folders named. Paths are searched as well. */
export async function dumpFolder(folder: string, without: readonly string[]): Promise<Hay[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const kept = files.filter((file) => !without.some((name) => relative(folder, file).startsWith(name)));
  return Promise.all(
    kept.map(async (file) => {
      const place = relative(folder, file);
      return { place, bytes: Buffer.concat([Buffer.from(place), await readFile(file)]) };
    }),
  );
}
