import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { mailAfter } from '#tests/support/outbox.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

test('the letter about what is overdue leads to the requests themselves', async () => {
  const { a, test: app } = world;
  const to = 'admin@example.org';
  const letter = {
    template: 'privacy-requests-due',
    to,
    workspaceId: a.workspaceId,
    due: 1,
    overdue: 1,
  } as const;
  const [, path] = await mailAfter(app, to, /(\/w\/\S+\/settings\S*)/, () =>
    app.app.services.mail.queue(letter),
  );
  assert.equal(path?.replace('=3D', '='), `/w/${a.workspaceId}/settings?part=requests`);
});
