import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestApp } from './app.ts';
import { assertStatus, clientOf } from './client.ts';

const PATIENCE_MS = 10_000;

/** On a line of its own: a message id may look like a code as well. */
export const SIGN_IN_CODE = /^[A-Z0-9]{4}(?:-[A-Z0-9]{4}){2}(?=\s*$)/m;

/** Runs `act` and gives what matches in the mail to that address that came of it. Fails after ten seconds. */
export function mailAfter(
  app: TestApp,
  address: string,
  wanted: RegExp,
  act: () => Promise<unknown>,
): Promise<RegExpMatchArray> {
  return newMailIn(join(app.folder, 'data', 'outbox'), address, wanted, act);
}

/** The same for the outbox of any deployment; `patience` in ms. */
export async function newMailIn(
  outbox: string,
  address: string,
  wanted: RegExp,
  act: () => Promise<unknown>,
  patience = PATIENCE_MS,
): Promise<RegExpMatchArray> {
  const before = (await matching(outbox, address, wanted)).length;
  await act();
  for (let waited = 0; waited < patience; waited += 50) {
    const found = await matching(outbox, address, wanted);
    const [newest] = found;
    if (newest !== undefined && found.length > before) return newest;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`no new mail to ${address} matches ${wanted}`);
}

async function matching(outbox: string, address: string, wanted: RegExp): Promise<RegExpMatchArray[]> {
  const texts = await mails(outbox);
  const theirs = texts.filter((text) => text.toLowerCase().includes(`to: ${address.toLowerCase()}`));
  return theirs.map((text) => text.match(wanted)).filter((found) => found !== null);
}

/** Every mail in the outbox, the newest first, its quoted-printable line ends undone. */
async function mails(folder: string): Promise<string[]> {
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => name.endsWith('.eml'))
    .sort()
    .reverse();
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return texts.map((text) => text.replaceAll(/=\r?\n/g, ''));
}

/** The sign-in code that comes of `act`, by default of asking for one. */
export async function codeTo(
  app: TestApp,
  address: string,
  act: () => Promise<unknown> = () => askForCode(app, address),
): Promise<string> {
  const [code] = await mailAfter(app, address, SIGN_IN_CODE, act);
  return code;
}

async function askForCode(app: TestApp, email: string): Promise<void> {
  assertStatus(await clientOf(app.url).post('/sign-in/codes', { email }), 200);
}
