import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startTestApp, type TestApp } from '#tests/support/app.ts';

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

test('set-up: a state, a link, a first owner', async () => {
  const state = await fetch(`${app.url}/api/v1/setup`);
  assert.equal(state.status, 200);
  assert.deepEqual(await state.json(), { open: true });
  const token = (await app.setupLink()).split('#')[1];
  const reply = await fetch(`${app.url}/api/v1/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-caseward-csrf': '1' },
    body: JSON.stringify({
      token,
      email: 'ada@example.test',
      name: 'Ada',
      workspaceName: 'Works',
      preset: 'knowledge',
    }),
  });
  assert.equal(reply.status, 200, await reply.clone().text());
});
