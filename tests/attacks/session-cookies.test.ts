import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { startTestApp } from '#tests/support/app.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { rawRequest } from '#tests/support/raw-http.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { lastTo, openStage, type Stage } from './stage.ts';

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const NAME = '__Host-caseward';
const tokenOf = (cookie: string) => cookie.slice(NAME.length + 1);
const json = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

async function statusWith(token: string, on: TestWorld = stage.world): Promise<number> {
  return (await clientOf(on.test.url, { cookie: `${NAME}=${token}` }).get('/session')).status;
}

test('a cookie set before the sign-in is never adopted (session fixation)', async () => {
  const { anonymous, test: app, a } = stage.world;
  const person = await stage.someone();
  const planted = [a.people.viewer.cookie, `${NAME}=planted`, `${NAME}=${tokenOf(a.people.viewer.cookie)}x`];
  for (const cookie of planted) {
    assertStatus(await anonymous.post('/sign-in/codes', { email: person.email }), 200);
    const letter = lastTo(stage, person.email);
    assert.ok(letter.template === 'sign-in-code');
    const signIn = { email: person.email, code: letter.code, privateDevice: false };
    const reply = await clientOf(app.url, { cookie }).post('/sign-in', signIn);
    assertStatus(reply, 200);
    const [set = ''] = reply.headers.getSetCookie();
    assert.notEqual(set.split(';')[0], cookie);
    assert.match(set, /; Path=\/; HttpOnly; Secure; SameSite=Lax/);
    const planter = await clientOf(app.url, { cookie }).get('/session');
    assert.ok(planter.status === 401 || planter.body.user.email === a.people.viewer.email);
  }
});

test('two cookies of the name are refused, wherever they stand (cookie tossing)', async () => {
  const { a, test: app } = stage.world;
  const [own, other] = [a.people.member.cookie, a.people.owner.cookie];
  const lines = (...cookies: string[]) => [
    'GET /api/v1/session HTTP/1.1',
    'Host: localhost',
    'Connection: close',
    ...cookies.map((cookie) => `Cookie: ${cookie}`),
  ];
  const tossed = [[`${own}; ${other}`], [`${other}; x=1; ${own}`], [`${own}; ${own}`], [own, other]];
  for (const cookies of tossed) {
    const { status } = await rawRequest(app.app.http, lines(...cookies));
    assert.equal(status, 400, cookies.join(' | '));
  }
  const lookalikes = [`__host-caseward=x; ${own}`, `${NAME}2=x; ${own}`, `x=${NAME}; ${own}`];
  for (const cookie of lookalikes) {
    assert.ok([200, 400].includes((await rawRequest(app.app.http, lines(cookie))).status), cookie);
  }
  assert.equal((await rawRequest(app.app.http, lines(own))).status, 200, 'control: one is read');
});

function* forged(token: string): Generator<{ readonly what: string; readonly token: string }> {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
  for (const alg of ['none', 'None', 'NONE', 'nOnE', 'HS384', 'HS512', 'RS256', 'ES256', 'PS256', 'EdDSA']) {
    const other = json({ alg, typ: 'JWT' });
    yield { what: `${alg}, unsigned`, token: `${other}.${payload}.` };
    yield { what: `${alg}, as signed`, token: `${other}.${payload}.${signature}` };
  }
  const headers = [
    { alg: 'HS256', typ: 'JWT', kid: '../../../../dev/null' },
    { alg: 'HS256', typ: 'JWT', kid: "x' union select 'k" },
    { alg: 'HS256', typ: 'JWT', jku: 'https://evil.example/keys' },
    { alg: 'HS256', typ: 'JWT', jwk: { kty: 'oct', k: 'AA' } },
    { typ: 'JWT', alg: 'HS256' },
    { alg: 'HS256' },
    { alg: 'HS256', typ: 'JWT', b64: false, crit: ['b64'] },
  ];
  for (const changed of headers) {
    const signed = `${json(changed)}.${payload}`;
    const guess = createHmac('sha256', '').update(signed).digest('base64url');
    yield { what: JSON.stringify(changed), token: `${signed}.${signature}` };
    yield { what: `${JSON.stringify(changed)}, empty key`, token: `${signed}.${guess}` };
  }
  for (const change of [
    { sid: randomUUID() },
    { sub: randomUUID() },
    { exp: claims.exp + 1 },
    { role: 'owner' },
  ]) {
    yield { what: JSON.stringify(change), token: `${header}.${json({ ...claims, ...change })}.${signature}` };
  }
  yield { what: 'no signature', token: `${header}.${payload}` };
  yield { what: 'an empty signature', token: `${header}.${payload}.` };
  yield { what: 'a short signature', token: `${header}.${payload}.${signature.slice(0, -1)}` };
  yield { what: 'a padded signature', token: `${header}.${payload}.${signature}=` };
  yield { what: 'a fourth part', token: `${token}.x` };
  yield { what: 'a quoted value', token: `"${token}"` };
  yield { what: 'the signature twice', token: `${token}${signature}` };
}

test('a token with another algorithm, key id, claim or signature is no session (FTS-17)', async (context) => {
  const real = tokenOf(stage.world.a.people.owner.cookie);
  assert.equal(await statusWith(real), 200, 'control: the real one is');
  let tried = 0;
  for (const { what, token } of forged(real)) {
    tried += 1;
    assert.equal(await statusWith(token), 401, what);
  }
  context.diagnostic(`${tried} tokens`);
});

test('a token of another deployment is no session, though its row were here', async () => {
  const elsewhere = await startTestWorld();
  try {
    const token = tokenOf(elsewhere.a.people.owner.cookie);
    assert.equal(await statusWith(token, elsewhere), 200);
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    await withClient(stage.world.test.database.adminUrl, async (admin) => {
      await admin.query(
        `insert into app.sessions (id, user_id, sealed_origin, expires_at) values ($1, $2, '', now() + interval '1 hour')`,
        [claims.sid, stage.world.a.people.owner.userId],
      );
    });
    assert.equal(await statusWith(token), 401);
  } finally {
    await elsewhere.close();
  }
});

test('control: a server that reads the claims and checks no signature would take all of them', async () => {
  const [, payload = ''] = tokenOf(stage.world.a.people.owner.cookie).split('.');
  const twin = await startTestApp({
    beside: stage.world.test,
    rewire: ({ http, services }) => {
      const real = services.system();
      http.addHook('onRequest', async ({ raw }) => {
        const sent = raw.headers.cookie?.split('.')[1];
        if (sent === undefined) return;
        const header = json({ alg: 'HS256', typ: 'JWT' });
        const signature = real.mac('session-token', `${header}.${sent}`).toString('base64url');
        raw.headers.cookie = `${NAME}=${header}.${sent}.${signature}`;
      });
    },
  });
  try {
    const token = `${json({ alg: 'none', typ: 'JWT' })}.${payload}.`;
    const reply = await clientOf(twin.url, { cookie: `${NAME}=${token}` }).get('/session');
    assert.equal(reply.status, 200);
  } finally {
    await twin.close();
  }
});
