import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { writePrivateJson } from '../platform/private-file.ts';
import { isProvisioned, newPasswords, type Passwords, provision, type Urls, urlsOf } from './provision.ts';

const DATABASE = 'caseward';
const password = z.string().min(32);
const shape = z.object({ owner: password, app: password, sealer: password, operator: password });

/**
 * The URLs of the four roles on the embedded database. Their passwords are kept before they are set, so that a
 * cut in between is mended by the next start; a lost file is mended too, by new passwords.
 */
export async function embeddedRoles(adminUrl: string, dataDir: string): Promise<Urls> {
  const kept = await readPasswords(dataDir);
  if (kept && (await isProvisioned(adminUrl, DATABASE))) return urlsOf(adminUrl, DATABASE, kept);
  const passwords = kept ?? newPasswords();
  if (kept === undefined) await writePrivateJson(fileOf(dataDir), passwords);
  return provision({ adminUrl, database: DATABASE, passwords });
}

async function readPasswords(dataDir: string): Promise<Passwords | undefined> {
  try {
    return shape.parse(JSON.parse(await readFile(fileOf(dataDir), 'utf8')));
  } catch {
    return undefined;
  }
}

function fileOf(dataDir: string): string {
  return join(dataDir, 'secrets', 'database.json');
}
