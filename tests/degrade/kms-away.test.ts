import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SYSTEM_SCOPE } from '#server/security/crypto/index.ts';
import { makeCase, readCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { type FakeKms, startFakeKms } from '#tests/support/kms.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { partIs } from './part.ts';

const REGION = 'eu-central-1';
const KEY = `arn:aws:kms:${REGION}:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
let kms: FakeKms;
let world: TestWorld;
before(async () => {
  process.env.AWS_ACCESS_KEY_ID = 'test';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  kms = await startFakeKms([KEY]);
  world = await startTestWorld({
    env: { CASEWARD_KMS_KEY_ID: KEY, CASEWARD_KMS_ENDPOINT: kms.endpoint, AWS_REGION: REGION },
  });
});
after(async () => {
  await world.close();
  await kms.close();
});

test('the key service goes away: health names it, cases go on, a new workspace is refused, and all is well after', async () => {
  const { a, test: app } = world;
  const { keys } = app.app.services;
  const member = a.as('member');
  const made = await makeCase(member, a, { title: 'Sealed before' });
  const found = () => a.as('owner').post('/workspaces', { name: 'Another', preset: 'knowledge' });
  await partIs(app, 'keys', 'ok');
  kms.refusal = 'KMSInternalException';
  // What happens by itself within five minutes.
  for (const scope of [SYSTEM_SCOPE, a.workspaceId]) await assert.rejects(keys.reload(scope));
  assert.equal((await partIs(app, 'keys', 'degraded')).note, 'unanswered');
  assert.equal((await readCase(member, made)).title, 'Sealed before');
  const written = await makeCase(member, a, { title: 'Sealed meanwhile' });
  const refused = await found();
  assert.equal(refused.status, 503, refused.text);
  kms.refusal = undefined;
  for (const scope of [SYSTEM_SCOPE, a.workspaceId]) await keys.reload(scope);
  await partIs(app, 'keys', 'ok');
  assert.equal((await readCase(member, written)).title, 'Sealed meanwhile');
  assertStatus(await found(), 201);
});
