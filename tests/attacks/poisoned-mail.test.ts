import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import type { TestAppOptions } from '#tests/support/app.ts';
import { makeCase, seen } from '#tests/support/cases.ts';
import { assertStatus, type Credentials, clientOf } from '#tests/support/client.ts';
import { codeTo, mailAfter } from '#tests/support/outbox.ts';
import { rawRequest } from '#tests/support/raw-http.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

const EVIL = 'evil.example';

/** Every way a request may try to say what this server is called. */
const POISON = [
  `Host: ${EVIL}`,
  `X-Forwarded-Host: ${EVIL}`,
  'X-Forwarded-Proto: ftp',
  `X-Forwarded-Server: ${EVIL}`,
  `X-Original-Host: ${EVIL}`,
  `X-Host: ${EVIL}`,
  `X-Original-URL: http://${EVIL}/`,
  `X-Rewrite-URL: http://${EVIL}/`,
  `Forwarded: for=1.2.3.4;host=${EVIL};proto=http`,
  `X-Forwarded-For: ${EVIL}`,
  `Referer: http://${EVIL}/`,
];

type Send = (path: string, body: object | undefined, who?: Credentials) => Promise<{ id?: string }>;

function poisoning(world: TestWorld): Send {
  return async (path, body, { cookie, csrf = 'anonymous' } = {}) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const lines = [
      `POST /api/v1${path} HTTP/1.1`,
      'Connection: close',
      `X-Caseward-CSRF: ${csrf}`,
      ...(cookie === undefined ? [] : [`Cookie: ${cookie}`]),
      ...(text === ''
        ? []
        : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(text)}`]),
      ...POISON,
    ];
    const reply = await rawRequest(world.test.app.http, lines, text);
    assert.ok(reply.status < 300, `${path} ${reply.status} ${reply.body}`);
    return JSON.parse(reply.body);
  };
}

/** Someone of workspace A whose mail really leaves. */
async function guest(world: TestWorld, email: string): Promise<Credentials & { readonly userId: string }> {
  const { a, test: app } = world;
  const invite = () => a.as('owner').post(`${a.path}/invitations`, { email, role: 'reviewer' });
  const [, token = ''] = await mailAfter(app, email, /invitation#([\w-]+)/, invite);
  const signIn = { email, code: await codeTo(app, email), privateDevice: false };
  const reply = await clientOf(app.url).post('/sign-in', signIn);
  assertStatus(reply, 200);
  const cookie = reply.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const credentials = { cookie, csrf: reply.body.csrf };
  const client = clientOf(app.url, credentials);
  assertStatus(await client.post('/invitations/acceptances', { token, name: 'Guest' }), 201);
  return { ...credentials, userId: reply.body.user.id };
}

/** Poisons every route that sends mail; gives the mails. */
async function poisonedMails(options: TestAppOptions = {}): Promise<{ mails: string[]; url: string }> {
  const world = await startTestWorld(options);
  try {
    const { a } = world;
    const send = poisoning(world);
    const { owner, member } = a.people;
    const reviewer = await guest(world, 'reviewer@example.org');
    await send('/sign-in/codes', { email: 'reviewer@example.org' });
    const input = { email: 'second@example.org', role: 'viewer' };
    const { id } = await send(`${a.path}/invitations`, input, owner);
    await send(`${a.path}/invitations/${id}/deliveries`, undefined, owner);
    const made = await makeCase(a.as('member'), a);
    const comment = { anchor: { kind: 'case' }, text: 'Look.', mentionIds: [reviewer.userId] };
    await send(`${made.path}/comments`, comment, a.people.reviewer);
    const round = { reviewerIds: [reviewer.userId], coverNote: '' };
    const asked = await a.as('member').post(`${made.path}/review-rounds`, round, {
      ...(await seen(a.as('member'), made)),
      'x-forwarded-host': EVIL,
      referer: `http://${EVIL}/`,
    });
    assertStatus(asked, 201);
    assert.ok(member.cookie);
    return { mails: await settledMails(world), url: world.test.url };
  } finally {
    await world.close();
  }
}

const MAILS = 7;

async function settledMails(world: TestWorld): Promise<string[]> {
  const folder = join(world.test.folder, 'data', 'outbox');
  for (let waited = 0; waited < 20_000; waited += 100) {
    const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.eml'));
    if (names.length >= MAILS) return Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    await pause(100);
  }
  throw new Error('the mails did not come');
}

/** Links that do not begin with the address the deployment was given. */
function strangeLinks(mails: readonly string[], url: string): string[] {
  return mails.flatMap((mail) => {
    const text = mail.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '=');
    const links = text.match(/\b(?:https?|ftp):\/\/[^\s"'<>]+/g) ?? [];
    const strange = links.filter((link) => link !== url && !link.startsWith(`${url}/`));
    return text.includes(EVIL) && strange.length === 0 ? [`${EVIL} is named`] : strange;
  });
}

test('no header of a request finds its way into a mail: links begin with the public URL alone (FC-09)', async () => {
  const { mails, url } = await poisonedMails();
  assert.deepEqual(strangeLinks(mails, url), []);
  assert.ok(mails.some((mail) => mail.includes(url)));
});

test('control: a deployment that took its address from elsewhere is found out', async () => {
  const { mails, url } = await poisonedMails({ env: { CASEWARD_PUBLIC_URL: `http://${EVIL}` } });
  assert.notDeepEqual(strangeLinks(mails, url), []);
});
