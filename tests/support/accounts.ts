import { withClient } from './admin.ts';
import type { TestApp } from './app.ts';
import { assertStatus, type Credentials, clientOf, type Reply } from './client.ts';

/** A password that meets every rule, and that nobody tries first. */
export const GOOD_PASSWORD = 'Vermilion canoe 41 thaws!';
export const OTHER_PASSWORD = 'Nine-grebes under 7 kettles?';

export const signInWith = (test: TestApp, email: string, password: string) =>
  clientOf(test.url).post('/sign-in/password', { email, password, privateDevice: false });

/** What a browser holds after this reply. */
export function credentialsOf(reply: Reply): Credentials {
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0];
  return { ...(cookie !== undefined && { cookie }), csrf: reply.body.csrf };
}

/** Sets the password of somebody signed in just now; their session goes on in what is returned. */
export async function givePassword(
  test: TestApp,
  person: Credentials,
  password = GOOD_PASSWORD,
): Promise<Credentials> {
  const reply = await clientOf(test.url, person).put('/account/password', { password });
  assertStatus(reply, 200);
  return credentialsOf(reply);
}

/** Moves the moment of somebody's last factor into the past: what asks for one anew refuses. */
export function ageFactors(test: TestApp, userId: string): Promise<void> {
  const age = `update app.sessions set factor_at = now() - interval '11 minutes' where user_id = $1`;
  return runAsAdmin(test, age, [userId]);
}

export function forgetTries(test: TestApp): Promise<void> {
  return runAsAdmin(test, 'truncate app.sign_in_tries, app.rate_windows');
}

export async function runAsAdmin(test: TestApp, sql: string, values: unknown[] = []): Promise<void> {
  await withClient(test.database.adminUrl, (client) => client.query(sql, values));
}

/** Rows as the superuser sees them. */
export function rowsAsAdmin(test: TestApp, sql: string, values: unknown[] = []) {
  return withClient(test.database.adminUrl, async (client) => (await client.query(sql, values)).rows);
}
