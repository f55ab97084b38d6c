import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { AlertDelivery } from '#contracts/log-watch.ts';
import type { SsoConnection } from '#contracts/sso.ts';
import { lookAfterConnections, tellOfBreakGlass } from '#server/features/sso/index.ts';
import { type Outside, OutsideError } from '#server/platform/fetch-outside/index.ts';
import type { Letter } from '#server/security/mail-queue.ts';
import { DISCOVERY } from '#tests/attacks/oidc/discovery.ts';
import { lastTo, openStage, type Stage } from '#tests/attacks/stage.ts';
import { runAsAdmin } from '#tests/support/accounts.ts';
import { ifMatch } from '#tests/support/cases.ts';
import { assertStatus, type Client } from '#tests/support/client.ts';
import { ENTITY, metadataOf, providerKey } from '#tests/support/identity-provider.ts';
import { eventually } from '#tests/support/receivers.ts';
import { type Connected, connect, tryOut } from '#tests/support/sso.ts';

const DAY_MS = 24 * 3600 * 1000;
const METADATA_URL = 'https://idp.example.org/metadata';

let stage: Stage;
let owner: Client;
/** What is to be had outside, by address; what is not there does not answer. */
const there = new Map<string, string>();

before(async () => {
  const outside: Outside = {
    async fetch(address) {
      const found = there.get(address);
      if (found === undefined) throw new OutsideError('unreachable');
      return Buffer.from(found);
    },
    send: () => assert.fail('nothing is sent'),
    pour: () => assert.fail('nothing is sent'),
    agentsFor: () => assert.fail('nothing is sent'),
    txt: async () => [],
  };
  stage = await openStage();
  Object.assign(stage.world.test.app.services, { outside });
  owner = stage.world.a.as('owner');
});
after(() => stage.close());

/** The daily round, so many days from now. */
function round(days = 0): Promise<void> {
  const clock = { now: () => new Date(Date.now() + days * DAY_MS) };
  return lookAfterConnections({ ...stage.world.test.app.services, clock });
}

async function known(id: string, place = stage.world.a): Promise<SsoConnection> {
  const { body } = await place.as('owner').get(`${place.path}/sso`);
  return body.connections.find((one: SsoConnection) => one.id === id);
}

async function connectAt(body: object): Promise<string> {
  const made = await owner.post(`${stage.world.a.path}/sso/connections`, body);
  assertStatus(made, 201);
  return made.body.id;
}

async function actionsOn(targetId: string): Promise<[string, string[]][]> {
  const filter = { targetId };
  const { body } = await owner.post(`${stage.world.a.path}/audit/query`, { filter, limit: 100 });
  return body.items.map(({ action, fields }: { action: string; fields: string[] }) => [action, fields]);
}

test('metadata at an address are had again each day: a new certificate counts, and it is noted', async () => {
  const [first, next] = [providerKey(), providerKey()];
  there.set(METADATA_URL, metadataOf([first]));
  const id = await connectAt({ kind: 'saml', name: 'By address', metadata: { url: METADATA_URL } });
  const before = await known(id);
  there.set(METADATA_URL, metadataOf([first, next]));
  await round();
  const after = await known(id);
  assert.deepEqual([before.provider?.certificates.length, after.provider?.certificates.length], [1, 2]);
  assert.ok(Date.parse(after.metadataAt ?? '') >= Date.parse(before.metadataAt ?? ''));
  const [last] = await actionsOn(id);
  assert.deepEqual(last, ['sso.certificates-checked', []]);
  assert.ok(
    (await actionsOn(id)).some(
      ([action, fields]) => action === 'sso.metadata-renewed' && fields.includes('certificates'),
    ),
  );
});

test('metadata that do not answer, or are another provider’s, change nothing, and it shows since when', async () => {
  const { connections } = (await owner.get(`${stage.world.a.path}/sso`)).body;
  const { id }: SsoConnection = connections.find(({ name }: SsoConnection) => name === 'By address');
  const good = there.get(METADATA_URL) ?? '';
  const { provider } = await known(id);
  let since: string | null = null;
  for (const bad of [
    undefined,
    '<nothing/>',
    metadataOf([providerKey()]).replace(ENTITY, 'https://other.example.org'),
  ]) {
    if (bad === undefined) there.delete(METADATA_URL);
    else there.set(METADATA_URL, bad);
    await round();
    const now = await known(id);
    assert.deepEqual(now.provider, provider);
    assert.ok(now.metadataFailingSince);
    since ??= now.metadataFailingSince;
    assert.equal(now.metadataFailingSince, since, 'the first day counts');
  }
  there.set(METADATA_URL, good);
  await round();
  assert.equal((await known(id)).metadataFailingSince, null);
});

test('an OpenID provider is asked again as well: what it says today counts, another issuer never', async () => {
  const { issuer, address, document } = DISCOVERY;
  there.set(address, JSON.stringify(document));
  const client = { issuer, clientId: 'us', clientSecret: 'a secret of ours', scopes: [] };
  const id = await connectAt({ kind: 'oidc', name: 'OpenID', client });
  const { end_session_endpoint: _, ...without } = document;
  assert.equal((await known(id)).oidc?.signsOut, true);
  there.set(address, JSON.stringify(without));
  await round();
  assert.equal((await known(id)).oidc?.signsOut, false);
  there.set(address, JSON.stringify({ ...document, issuer: 'https://other.example.org' }));
  await round();
  const now = await known(id);
  assert.deepEqual([now.oidc?.signsOut, now.oidc?.issuer], [false, issuer]);
  assert.ok(now.metadataFailingSince);
  there.set(address, JSON.stringify(document));
  await round();
  assert.deepEqual([(await known(id)).oidc?.signsOut, (await known(id)).metadataFailingSince], [true, null]);
  assert.ok(!JSON.stringify(await known(id)).includes('a secret of ours'));
});

const about = (template: Letter['template']) =>
  stage.letters.filter((letter) => letter.template === template);

/** The days left, by the letters about certificates to that address. */
const daysTold = ({ email }: { readonly email: string }): number[] =>
  about('sso-certificate').flatMap((letter) =>
    letter.template === 'sso-certificate' && letter.to === email ? [letter.days] : [],
  );

let connected: Connected;

test('who administers is told 30, 7 and 1 day before the last certificate ends, once each', async () => {
  const { a, b } = stage.world;
  connected = await connect(stage.world, b, providerKey(40));
  for (const day of [0, 9, 11, 12, 32, 34, 38, 39.5]) {
    await round(day);
    await round(day);
  }
  const { owner: boss, admin, manager } = b.people;
  assert.deepEqual(daysTold(boss), [29, 6, 1]);
  assert.deepEqual(daysTold(admin), [29, 6, 1]);
  assert.deepEqual(daysTold(manager), []);
  assert.deepEqual(daysTold(a.people.owner), [], 'a connection that is off reminds of nothing');
  const forget = 'update app.sso_connections set reminded_days = null where id = $1';
  await runAsAdmin(stage.world.test, forget, [connected.connectionId]);
  await round(39.5);
  assert.deepEqual(daysTold(boss), [29, 6, 1, 1], 'control: what is forgotten is said again');
});

test('a certificate that outlasts the old one quiets the reminders, in a roll-over too', async () => {
  const { b } = stage.world;
  const sent = about('sso-certificate').length;
  const { version } = await known(connected.connectionId, b);
  const path = `${connected.settings}/connections/${connected.connectionId}`;
  const metadata = { xml: metadataOf([providerKey(40), providerKey(400)]) };
  const send = (body: object) => b.as('owner').patch(path, body, { 'if-match': `"v${version}"` });
  const { confirmation } = (await send({ metadata })).body.details;
  assertStatus(await send({ metadata, confirmation }), 200);
  await round(39);
  assert.equal(about('sso-certificate').length, sent);
});

test('each use of the emergency door is told to every owner, once, and to whom an alert of it goes', async () => {
  const { services } = stage.world.test.app;
  const { b } = stage.world;
  const other = await stage.newMember(b, 'admin');
  const path = `${b.path}/members/${other.userId}`;
  assertStatus(await b.as('owner').patch(path, { role: 'owner' }, ifMatch(1)), 200);
  const at = await connect(stage.world, b);
  await tryOut(at);
  const settings = (await b.as('owner').get(at.settings)).body;
  const ownerIds = [b.people.owner.userId];
  assertStatus(await b.as('owner').put(`${at.settings}/break-glass`, { on: true, ownerIds }), 200);
  assertStatus(
    await b.as('owner').put(`${at.settings}/enforcement`, { missing: settings.missing.length }),
    200,
  );
  const rule = {
    name: 'The door',
    kind: 'break-glass',
    threshold: 1,
    windowMinutes: 1,
    byMail: true,
    webhook: null,
  };
  const alert = await b.as('owner').post(`${b.path}/log-alerts`, rule);
  assertStatus(alert, 201);
  assertStatus(await b.as('owner').get(b.path), 200);
  assertStatus(await b.as('owner').get(b.path), 200);
  const told = await eventually(async () => {
    const { items } = (await b.as('owner').get(`${b.path}/alert-deliveries`)).body;
    return items.find((one: AlertDelivery) => one.alertId === alert.body.alert.id && one.state === 'sent');
  }, 'the alert of the emergency door');
  assert.deepEqual([told.channel, told.count], ['mail', 1]);
  await Promise.all([1, 2].map(() => tellOfBreakGlass(services)));
  await tellOfBreakGlass(services);
  const letters = about('break-glass-used');
  assert.deepEqual(letters.map(({ to }) => to).sort(), [b.people.owner.email, other.email].sort());
  const letter = lastTo(stage, other.email);
  assert.ok(letter.template === 'break-glass-used' && letter.owner !== '');
  assertStatus(await b.as('admin').get(b.path), 403);
});
