import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { SecurityEvent } from '#server/security/security-events.ts';
import { openStage, type Stage } from '#tests/attacks/stage.ts';
import { rowsAsAdmin } from '#tests/support/accounts.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { equip, perform, undo } from './security-trial.ts';
import { openCase, openUpload, SENT_BYTES } from './under-way.ts';

let stage: Stage;
let second: TestApp;
let casePath: string;
before(async () => {
  stage = await openStage();
  second = await startTestApp({ beside: stage.world.test });
  casePath = await openCase(stage);
});
after(async () => {
  await second.close();
  await stage.close();
});

/** Begins to send a file on the second node, lets the event happen on the first, and sends the rest. */
async function sendAcross(event: SecurityEvent | undefined) {
  const holder = await equip(stage, event ?? 'session-ended');
  const upload = await openUpload(stage, second, holder, casePath);
  if (event !== undefined) await perform(stage, event, holder);
  const status = await upload.finish();
  const [row] = await rowsAsAdmin(
    stage.world.test,
    'select state, received::int as received from app.evidence where id = $1',
    [upload.id],
  );
  await undo(stage);
  return { status, ...row };
}

const filesKept = async () => {
  const files = await readdir(join(stage.world.test.folder), { recursive: true, withFileTypes: true });
  return files.filter((entry) => entry.isFile() && entry.parentPath.includes('blobs')).length;
};

// That it ends is tried for every event in security-events.test.ts; here, that nothing of it is left.
for (const event of ['session-ended', 'member-suspended'] as const) {
  test(`${event}: nothing is kept of what was being sent meanwhile, on the node that did not hear of it first`, async () => {
    const before = await filesKept();
    const { status, state, received } = await sendAcross(event);
    assert.ok(status === 401 || status === 404, `${status}`);
    assert.deepEqual({ state, received }, { state: 'uploading', received: 0 });
    assert.equal(await filesKept(), before, 'bytes of it are left in the store');
  });
}

test('control: where nothing happens the same file is taken', async () => {
  const before = await filesKept();
  const { status, received } = await sendAcross(undefined);
  assert.deepEqual({ status, received }, { status: 200, received: SENT_BYTES });
  assert.equal(await filesKept(), before + 1);
});
