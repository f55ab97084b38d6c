import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus, type Reply } from '#tests/support/client.ts';
import {
  enrolTotp,
  factorLongAgo,
  type LetterWorld,
  lettersAfter,
  signInByCode,
  startLetterWorld,
} from '#tests/support/factors.ts';

let world: LetterWorld;
before(async () => {
  world = await startLetterWorld();
});
after(() => world.close());

async function finishBy(email: string, code: string): Promise<Reply> {
  const { client } = await signInByCode(world, email);
  return client.post('/sign-in/second-factor', { method: 'backup_code', code });
}

test('a backup code signs in once, and a mail says so', async () => {
  const { email } = world.a.people.member;
  const { codes } = await enrolTotp(world.a.as('member'));
  const [code = ''] = codes;
  const typed = `${code.slice(0, 4).toLowerCase()}-${code.slice(4, 8)} ${code.slice(8)}`;
  const { client } = await signInByCode(world, email);
  const told = await lettersAfter(world, email, async () => {
    assertStatus(await client.post('/sign-in/second-factor', { method: 'backup_code', code: typed }), 200);
  });
  assert.deepEqual(told[0], { template: 'backup-code-used', to: email, left: 9 });
  assertStatus(await finishBy(email, code), 422);
});

test('two requests with one backup code: one of them gets in', async () => {
  const { email } = world.a.people.reviewer;
  const { codes } = await enrolTotp(world.a.as('reviewer'));
  const body = { method: 'backup_code', code: codes[0] };
  const sessions = [await signInByCode(world, email), await signInByCode(world, email)];
  const replies = await Promise.all(
    sessions.map(({ client }) => client.post('/sign-in/second-factor', body)),
  );
  assert.deepEqual(replies.map(({ status }) => status).sort(), [200, 422]);
});

test('a new set voids the old one, and needs a fresh factor', async () => {
  const { email, userId } = world.a.people.manager;
  const manager = world.a.as('manager');
  const { codes, app } = await enrolTotp(manager);
  await factorLongAgo(world.test, userId);
  assertStatus(await manager.post('/account/backup-codes'), 403);
  assertStatus(await manager.post('/session/factor', { method: 'totp', code: app.next() }), 204);
  const made = await manager.post('/account/backup-codes');
  assertStatus(made, 200);
  assert.equal(made.body.codes.filter((code: string) => codes.includes(code)).length, 0);
  assertStatus(await finishBy(email, codes[1] ?? ''), 422);
  assertStatus(await finishBy(email, made.body.codes[1]), 200);
});

test('without a strong factor there is no set to make', async () => {
  assertStatus(await world.b.as('viewer').post('/account/backup-codes'), 409);
});

test('of the codes only digests are kept', async () => {
  const { codes } = await enrolTotp(world.b.as('manager'));
  const text = await withClient(world.test.database.adminUrl, async (client) => {
    const { rows } = await client.query(
      `select string_agg(encode(code_digest, 'escape') || b::text, ' ') as text from app.backup_codes b`,
    );
    return String(rows[0].text);
  });
  for (const code of codes) {
    assert.ok(!text.includes(code));
    assert.ok(!text.includes(Buffer.from(code).toString('hex')));
  }
});
