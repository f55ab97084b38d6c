import { setTimeout as pause } from 'node:timers/promises';
import type { App } from '#server/app.ts';
import type { Letter } from '#server/security/mail-queue.ts';
import { withClient } from './admin.ts';
import type { TestApp, TestAppOptions } from './app.ts';
import { type Authenticator, authenticator } from './authenticator.ts';
import { assertStatus, type Client, type Credentials, clientOf, type Reply } from './client.ts';
import { uncountRates } from './uncounted-rates.ts';
import { startTestWorld, type TestWorld } from './world.ts';

export interface Enrolled {
  readonly app: Authenticator;
  readonly secret: string;
  readonly codes: readonly string[];
}

/** Sets up an authenticator app for whoever `client` is; the step before the present one is spent by it. */
export async function enrolTotp(client: Client, now?: number): Promise<Enrolled> {
  const offer = await client.post('/account/totp');
  assertStatus(offer, 201);
  const app = authenticator(offer.body.secret);
  // The moment is taken after the wait: one from before it would be of a step that is over.
  await stepLasts();
  const confirmed = await client.post('/account/totp/confirmation', { code: app.next(now ?? Date.now()) });
  assertStatus(confirmed, 200);
  return { app, secret: offer.body.secret, codes: confirmed.body.codes };
}

// Three codes in a row hold while a step lasts: at its very end the third would be of a step too far ahead.
async function stepLasts(): Promise<void> {
  const left = 30_000 - (Date.now() % 30_000);
  if (left < 3_000) await pause(left);
}

/** What a browser keeps of a reply that signs in. */
export function credentialsOf(reply: Reply): Required<Credentials> {
  const cookie = reply.headers.getSetCookie().find((one) => one.startsWith('__Host-caseward='));
  return { cookie: cookie?.split(';')[0] ?? '', csrf: reply.body.csrf };
}

/** A world whose mail is caught instead of sent, and whose rates are not counted. */
export interface LetterWorld extends TestWorld {
  /** Every mail so far, the newest last. */
  readonly letters: readonly Letter[];
}

export async function startLetterWorld(options: TestAppOptions = {}): Promise<LetterWorld> {
  const letters: Letter[] = [];
  const queue = async (letter: Letter) => void letters.push(letter);
  const rewire = (app: App) => void Object.assign(app.services, { mail: { queue } });
  const world = await startTestWorld({ prepare: uncountRates, ...options, rewire });
  return { ...world, letters };
}

/** The letters to that address that `act` brings. */
export async function lettersAfter(
  { letters }: LetterWorld,
  address: string,
  act: () => Promise<unknown>,
): Promise<Letter[]> {
  const before = letters.length;
  await act();
  return letters.slice(before).filter(({ to }) => to === address);
}

/** The code in the mail that `act` brings. */
export async function codeAfter(
  world: LetterWorld,
  address: string,
  act: () => Promise<Reply>,
): Promise<string> {
  const brought = await lettersAfter(world, address, async () => assertStatus(await act(), 200));
  const code = brought.flatMap((letter) => ('code' in letter ? [letter.code] : [])).at(-1);
  if (code === undefined) throw new Error(`no code for ${address}`);
  return code;
}

export function signInCodeOf(world: LetterWorld, email: string): Promise<string> {
  return codeAfter(world, email, () => world.anonymous.post('/sign-in/codes', { email }));
}

/** Signs in by a code from the mail, as far as that goes. */
export async function signInByCode(
  world: LetterWorld,
  email: string,
  headers: Record<string, string> = {},
): Promise<{ reply: Reply; client: Client }> {
  const code = await signInCodeOf(world, email);
  const reply = await world.anonymous.post('/sign-in', { email, code, privateDevice: false }, headers);
  assertStatus(reply, 200);
  return { reply, client: clientOf(world.test.url, credentialsOf(reply)) };
}

/** Runs a change in the database as the owner of the schema: time that passes, mostly. */
export function inDatabase(app: TestApp, sql: string, values: unknown[] = []): Promise<void> {
  return withClient(app.database.ownerUrl, async (client) => {
    await client.query(sql, values);
  });
}

/** As if the last factor of this person had been given long ago. */
export function factorLongAgo(app: TestApp, userId: string, ago = '11 minutes'): Promise<void> {
  const sql = 'update app.sessions set factor_at = now() - $2::interval where user_id = $1';
  return inDatabase(app, sql, [userId, ago]);
}

/** As if this person had administered for that long. */
export function adminFor(app: TestApp, userId: string, ago: string): Promise<void> {
  const sql = 'update app.memberships set admin_since = now() - $2::interval where user_id = $1';
  return inDatabase(app, sql, [userId, ago]);
}
