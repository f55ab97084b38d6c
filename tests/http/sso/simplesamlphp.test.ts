import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { assertStatus, type Client, clientOf, type Json } from '#tests/support/client.ts';
import { type FormPage, formBrowser } from '#tests/support/form-browser.ts';
import {
  noSimpleSamlPhp,
  type RunningSimpleSamlPhp,
  startSimpleSamlPhp,
} from '#tests/support/simplesamlphp.ts';
import { sendAnswer } from '#tests/support/sso.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

const PASSWORD = 'correct horse';

describe('against a real SimpleSAMLphp', { skip: noSimpleSamlPhp }, () => {
  let world: TestWorld;
  let idp: RunningSimpleSamlPhp;
  let owner: Client;
  let settings: string;
  let id: string;
  before(async () => {
    idp = await startSimpleSamlPhp();
    // Metadata are fetched from the internet alone, unless an operator names the host.
    world = await startTestWorld({ env: { CASEWARD_INSIDE_HOSTS: new URL(idp.url).host } });
    owner = world.a.as('owner');
    settings = `${world.a.path}/sso`;
    const domain = world.a.people.owner.email.split('@')[1] ?? '';
    await idp.know({
      owner: account(world.a.people.owner.email, ['staff']),
      member: account(world.a.people.member.email, ['staff']),
      newcomer: account(`newcomer@${domain}`, ['staff', 'desk']),
    });
  });
  after(async () => {
    await idp.stop();
    await world.close();
  });

  const account = (mail: string, groups: string[]) => ({
    password: PASSWORD,
    attributes: { mail: [mail], displayName: ['Somebody New'], groups },
  });

  const connection = async (): Promise<Json> =>
    (await owner.get(settings)).body.connections.find((one: Json) => one.id === id);

  async function trust(encrypt: boolean): Promise<void> {
    const { self } = await connection();
    const metadata = await (await fetch(self.metadataUrl)).text();
    const certificate = /<ds:X509Certificate>([^<]*)/.exec(metadata)?.[1] ?? '';
    await idp.trust({ ...self, certificate, encrypt });
  }

  /** From the address we give to the form that brings the answer back. */
  async function signInAt(location: string, username: string, browser = formBrowser()): Promise<FormPage> {
    const login = await browser.visit(location);
    assert.equal(login.status, 200);
    return browser.visit(login.action || login.url, { ...login.fields, username, password: PASSWORD });
  }

  const handOver = ({ action, fields }: FormPage) => sendAnswer(action, String(new URLSearchParams(fields)));

  async function comeIn(username: string, browser = formBrowser()) {
    const start = { connectionId: id, privateDevice: false, returnTo: null };
    const begun = await world.anonymous.post('/sso/sign-ins', start);
    assertStatus(begun, 201);
    const cookie = begun.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    const { location } = await handOver(await signInAt(begun.body.location, username, browser));
    const arrival = { token: location.split('#')[1], confirmed: false };
    const arrived = await clientOf(world.test.url, { cookie }).post('/sso/arrivals', arrival);
    const session = arrived.headers.getSetCookie().find((one) => one.startsWith('__Host-caseward='));
    const entered = { cookie: session?.split(';')[0] ?? '', csrf: arrived.body.session?.csrf ?? '' };
    return { arrived, as: clientOf(world.test.url, entered) };
  }

  test('its metadata connect it by their address, and a try shows what arrived', async () => {
    const metadata = { url: idp.metadataUrl };
    const made = await owner.post(`${settings}/connections`, {
      kind: 'saml',
      name: 'SimpleSAMLphp',
      metadata,
    });
    assertStatus(made, 201);
    id = made.body.id;
    await trust(false);
    const mapping = {
      email: null,
      name: null,
      groups: 'groups',
      roles: [{ group: 'desk', role: 'reviewer' }],
    };
    const patch = { mapping, joinRole: 'viewer' };
    assertStatus(await owner.patch(`${settings}/connections/${id}`, patch, { 'if-match': '"v1"' }), 200);
    const begun = await owner.post(`${settings}/connections/${id}/tests`);
    assertStatus(begun, 201);
    const { location } = await handOver(await signInAt(begun.body.location, 'owner'));
    assert.equal(location, `/w/${world.a.workspaceId}/settings/sso`);
    const { test: brought, tested } = await connection();
    assert.equal(tested, true, JSON.stringify(brought));
    assert.equal(brought.email, world.a.people.owner.email);
    assert.ok(brought.attributes.some(({ name }: Json) => name === 'displayName'));
    assertStatus(await owner.put(`${settings}/connections/${id}/activation`), 200);
  });

  test('a member comes in, and signing out here signs out there', async () => {
    const browser = formBrowser();
    const { arrived, as } = await comeIn('member', browser);
    assertStatus(arrived, 200);
    assertStatus(await as.get(world.a.path), 200);
    const { location } = (await as.post('/sso/sign-outs')).body;
    assertStatus(await as.delete('/sessions/current'), 204);
    const back = new URL((await browser.visit(location)).url);
    assert.equal(back.pathname, `/sign-out/sso/${id}`);
    const told = await world.anonymous.post(`/sso/${id}/sign-out-messages`, { query: back.search.slice(1) });
    assertStatus(told, 200);
    assert.equal(told.body.location, null);
  });

  test('signing out there ends the session here', async () => {
    const browser = formBrowser();
    const { as } = await comeIn('member', browser);
    assertStatus(await as.get('/session'), 200);
    const back = new URL(
      (
        await browser.visit(
          `${idp.url}/saml2/idp/SingleLogoutService.php?ReturnTo=${encodeURIComponent(`${idp.url}/`)}`,
        )
      ).url,
    );
    assert.equal(back.pathname, `/sign-out/sso/${id}`);
    const told = await world.anonymous.post(`/sso/${id}/sign-out-messages`, { query: back.search.slice(1) });
    assertStatus(told, 200);
    assertStatus(await as.get('/session'), 401);
    const done = await browser.visit(told.body.location);
    assert.equal(done.status, 200);
  });

  test('somebody new joins with the role of their group, by an encrypted assertion', async () => {
    await trust(true);
    const { arrived, as } = await comeIn('newcomer');
    assertStatus(arrived, 200);
    const workspace = await as.get(world.a.path);
    assertStatus(workspace, 200);
    assert.equal(workspace.body.role, 'reviewer');
    assert.equal(arrived.body.session.user.name, 'Somebody New');
  });
});
