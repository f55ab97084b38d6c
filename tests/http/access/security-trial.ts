import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type DeviceOrigin, deviceOrigin } from '#server/features/identity/index.ts';
import { resetFactors } from '#server/operator/reset-factors.ts';
import { shutAccount } from '#server/operator/shut-account.ts';
import { issueTemporaryPassword } from '#server/operator/temporary-password.ts';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { MailQueue } from '#server/security/mail-queue.ts';
import type { SecurityEvent } from '#server/security/security-events.ts';
import { sessionToken } from '#server/security/session-token.ts';
import { UNCHANGED } from '#tests/attacks/kitchen.ts';
import { lastTo, type Someone, type Stage } from '#tests/attacks/stage.ts';
import {
  credentialsOf,
  GOOD_PASSWORD,
  givePassword,
  OTHER_PASSWORD,
  runAsAdmin,
} from '#tests/support/accounts.ts';
import { makeToken } from '#tests/support/api-tokens.ts';
import { assertStatus, type Client, type Credentials, clientOf } from '#tests/support/client.ts';
import { enrolTotp } from '#tests/support/factors.ts';
import { givePasskey, type KeptPasskey } from '#tests/support/passkeys.ts';
import { directoryOf, openDirectory } from '#tests/support/scim.ts';
import { connect } from '#tests/support/sso.ts';
import type { Place, TestWorld } from '#tests/support/world.ts';

/** Somebody with one credential of every kind. */
export interface Holder {
  readonly person: Someone;
  readonly passkey: KeptPasskey;
  readonly mine: Credentials;
  readonly other: Credentials & { readonly sessionId: string };
  readonly pending: Credentials;
  readonly token: { readonly id: string; readonly secret: string };
  readonly resetToken: string;
}

/** What came of the event for the session it was caused in. */
export interface Caused {
  /** Its new cookie, where it goes on under another id. */
  readonly renewed?: Credentials;
}

/** A session of the person that they opened elsewhere, whole or waiting for its second factor. */
async function sessionOf(stage: Stage, userId: string, kind: 'full' | 'second_factor') {
  const { test } = stage.world;
  const id = randomUUID();
  const system = test.app.services.system();
  const origin = system.seal<DeviceOrigin>(
    { table: 'sessions', row: id, use: 'origin' },
    deviceOrigin(undefined, '127.0.0.1'),
  );
  await runAsAdmin(
    test,
    `insert into app.sessions (id, user_id, stage, sealed_origin, expires_at, first_factor)
       values ($1, $2, $3, $4, now() + interval '1 hour', 'code')`,
    [id, userId, kind, origin],
  );
  const { header } = sessionToken(system, { id, userId, privateDevice: false }, new Date());
  return { sessionId: id, cookie: header, csrf: system.mac('csrf', id).toString('base64url') };
}

export async function equip(stage: Stage, event: SecurityEvent): Promise<Holder> {
  const { a, test, anonymous } = stage.world;
  const person = await stage.newMember(a, 'admin');
  let mine: Credentials = person;
  if (event === 'password-removed' || event === 'password-changed') mine = await givePassword(test, person);
  if (event === 'factor-removed') {
    const { confirmed } = await confirmedTotp(clientOf(test.url, mine));
    mine = renewedBy(confirmed).renewed ?? mine;
  }
  const other = await sessionOf(stage, person.userId, 'full');
  const pending = await sessionOf(stage, person.userId, 'second_factor');
  const made = await makeToken(a, { scopes: ['members:read'] }, clientOf(test.url, mine));
  assertStatus(await anonymous.post('/sign-in/password-resets', { email: person.email }), 200);
  const letter = lastTo(stage, person.email);
  assert.ok(letter.template === 'password-reset');
  const token = { id: made.token.id, secret: made.secret };
  // A passkey is a strong factor: where one is demanded of all, this is somebody else's.
  const keyed = event === 'strong-factor-demanded' ? await stage.newMember(a, 'admin') : mine;
  const passkey = await givePasskey(test, keyed);
  return { person, mine, other, pending, token, resetToken: letter.token, passkey };
}

/** Performs the event by the code that performs it; what an operator does, on the rows that the operator changes. */
export async function perform(stage: Stage, event: SecurityEvent, holder: Holder): Promise<Caused> {
  const { a, test, anonymous } = stage.world;
  const { person, mine, other, token } = holder;
  const client = clientOf(test.url, mine);
  const owner = a.as('owner');
  const member = `${a.path}/members/${person.userId}`;
  switch (event) {
    case 'password-changed': {
      const body = { current: GOOD_PASSWORD, password: OTHER_PASSWORD };
      return renewedBy(await client.put('/account/password', body));
    }
    case 'password-removed':
      return renewedBy(await client.delete('/account/password'));
    case 'password-reset': {
      assertStatus(await anonymous.post('/sign-in/password-resets', { email: person.email }), 200);
      const letter = lastTo(stage, person.email);
      assert.ok(letter.template === 'password-reset');
      const body = { token: letter.token, password: OTHER_PASSWORD };
      assertStatus(await anonymous.post('/sign-in/password-resets/redemptions', body), 204);
      return {};
    }
    case 'temporary-password-given':
      assert.ok(await asOperator(stage, (context) => issueTemporaryPassword(context, person.email)));
      return {};
    case 'factors-reset':
      assert.ok(await asOperator(stage, (context) => resetFactors(context, person.email)));
      return {};
    case 'email-changed': {
      const email = `new-${randomUUID()}@example.org`;
      assertStatus(await client.post('/account/email-changes', { email }), 200);
      const letter = lastTo(stage, email);
      assert.ok(letter.template === 'email-code');
      return renewedBy(await client.put('/account/email', { code: letter.code }));
    }
    case 'factor-added': {
      const { confirmed } = await confirmedTotp(client);
      return renewedBy(confirmed);
    }
    case 'factor-removed':
      return renewedBy(await client.delete('/account/totp'));
    case 'passkey-removed':
      assertStatus(await client.delete(`/account/passkeys/${holder.passkey.passkey.id}`), 204);
      return {};
    case 'signed-out':
      assertStatus(await client.delete('/sessions/current'), 204);
      return {};
    case 'signed-out-everywhere':
      assertStatus(await client.delete('/sessions'), 204);
      return {};
    case 'session-ended':
      assertStatus(await client.delete(`/sessions/${other.sessionId}`), 204);
      return {};
    case 'role-changed':
      assertStatus(await owner.patch(member, { role: 'member' }, UNCHANGED), 200);
      return {};
    case 'member-suspended':
      assertStatus(await owner.put(`${member}/suspension`, {}), 200);
      return {};
    case 'member-removed':
      assertStatus(await owner.delete(member), 204);
      return {};
    case 'member-deactivated-by-directory': {
      const { secret } = await openDirectory(stage.world, a);
      const directory = directoryOf(test.url, a.workspaceId, secret);
      const filter = encodeURIComponent(`userName eq "${person.email}"`);
      const [{ id }] = (await directory.get(`/Users?filter=${filter}`)).body.Resources;
      const Operations = [{ op: 'Replace', path: 'active', value: 'False' }];
      assertStatus(await directory.patch(`/Users/${id}`, { Operations }), 200);
      return {};
    }
    case 'departed-for-good':
      await runAsAdmin(
        test,
        `update app.memberships set state = 'removed' where user_id = $1 and workspace_id <> $2`,
        [person.userId, a.workspaceId],
      );
      return depart(stage, client, member);
    case 'member-departed':
      return depart(stage, client, member);
    case 'token-revoked':
      assertStatus(await owner.delete(`${a.path}/api-tokens/${token.id}`), 204);
      return {};
    case 'address-rule-set':
      return setAddressRule(a);
    case 'strong-factor-demanded': {
      const { version } = (await owner.get(`${a.path}/security-policy`)).body;
      const body = { strongFactor: { graceDays: 0 } };
      assertStatus(
        await owner.patch(`${a.path}/security-policy`, body, { 'if-match': `"v${version}"` }),
        200,
      );
      return {};
    }
    case 'single-sign-on-enforced':
      return enforceSingleSignOn(stage.world);
    case 'workspace-closed':
      // The stage keeps workspaces open whoever closes them by the route, which tests/http/erasure tries.
      await runAsAdmin(test, `update app.workspaces set state = 'scheduled_for_deletion' where id = $1`, [
        a.workspaceId,
      ]);
      return {};
    case 'account-disabled':
      assert.ok(await asOperator(stage, (context) => shutAccount(context, person.email)));
      return {};
  }
}

async function depart({ world: { a } }: Stage, leaver: Client, member: string): Promise<Caused> {
  const { name } = (await leaver.get('/session')).body.user;
  const body = { heirId: a.people.manager.userId, confirm: name };
  assertStatus(await a.as('owner').post(`${member}/departure`, body), 201);
  return {};
}

async function asOperator<T>(
  { world: { test } }: Stage,
  work: (context: { db: Db; system: KeyScope; mail: MailQueue }) => Promise<T>,
): Promise<T> {
  const db = openDatabase({ url: test.database.operatorUrl, max: 1, prepared: false });
  const { services } = test.app;
  return work({ db, system: services.system(), mail: services.mail }).finally(() => db.close());
}

/** Everybody of the tests comes from this machine: whoever sets the rule shuts themselves out, and says so. */
async function setAddressRule({ path, as }: Place): Promise<Caused> {
  const owner = as('owner');
  const { version } = (await owner.get(`${path}/address-rules`)).body;
  const body = { ranges: ['203.0.113.0/24'], confirmation: '127.0.0.1' };
  assertStatus(await owner.put(`${path}/address-rules`, body, { 'if-match': `"v${version}"` }), 200);
  return {};
}

/** Connects a provider, tries it out, names who may pass it in an emergency, and shuts the other ways. */
async function enforceSingleSignOn(world: TestWorld): Promise<Caused> {
  const owner = world.a.as('owner');
  const { settings } = await connect(world);
  const doorkeepers = { on: true, ownerIds: [world.a.people.owner.userId] };
  assertStatus(await owner.put(`${settings}/break-glass`, doorkeepers), 200);
  const { missing } = (await owner.get(settings)).body;
  assertStatus(await owner.put(`${settings}/enforcement`, { missing: missing.length }), 200);
  return {};
}

/** Takes back what binds the whole workspace, so that the next event meets it as it was. */
export function undo({ world: { a, test } }: Stage): Promise<void> {
  const set = `state = 'active', ip_ranges = null, strong_factor_from = null, sso_enforced = false`;
  return runAsAdmin(test, `update app.workspaces set ${set} where id = $1`, [a.workspaceId]);
}

async function confirmedTotp(client: Client) {
  let confirmed: Awaited<ReturnType<Client['post']>> | undefined;
  const watching: Client = {
    ...client,
    async post(path, body, headers) {
      const reply = await client.post(path, body, headers);
      if (path.endsWith('/confirmation')) confirmed = reply;
      return reply;
    },
  };
  await enrolTotp(watching);
  assert.ok(confirmed);
  return { confirmed };
}

function renewedBy(reply: Awaited<ReturnType<Client['get']>>): Caused {
  assert.ok(reply.status < 300, `${reply.status} ${reply.text}`);
  return reply.headers.getSetCookie().length > 0 ? { renewed: credentialsOf(reply) } : {};
}
