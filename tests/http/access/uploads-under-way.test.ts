import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { SecurityEvent } from '#server/security/security-events.ts';
import { openStage, type Stage } from '#tests/attacks/stage.ts';
import { rowsAsAdmin } from '#tests/support/accounts.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { makeCase, seen } from '#tests/support/cases.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { equip, perform, undo } from './security-trial.ts';

let stage: Stage;
let second: TestApp;
let casePath: string;
before(async () => {
  stage = await openStage();
  second = await startTestApp({ beside: stage.world.test });
  const { a } = stage.world;
  const owner = a.as('owner');
  const made = await makeCase(owner, a, { type: 'note' });
  assertStatus(await owner.post(`${made.path}/transitions`, { to: 'open' }, await seen(owner, made)), 200);
  casePath = made.path;
});
after(async () => {
  await second.close();
  await stage.close();
});

const HALF = Buffer.from('the first half, ');
const SIZE = 2 * HALF.byteLength;

/** A body whose second half comes when it is let go. */
function inHalves() {
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const body = new ReadableStream<Uint8Array>({
    start: (to) => to.enqueue(HALF),
    async pull(to) {
      begun.resolve();
      await held;
      to.enqueue(HALF);
      to.close();
    },
  });
  return { body, begun: begun.promise, letGo };
}

/** Begins to send a file on the second node, lets `during` happen on the first, and sends the rest. */
async function sendAcross(event: SecurityEvent | undefined) {
  const { a } = stage.world;
  const holder = await equip(stage, event ?? 'session-ended');
  const { cookie, csrf } = holder.other;
  const sender = clientOf(second.url, holder.other);
  const started = await sender.post(`${casePath}/uploads`, {
    name: 'note.txt',
    type: 'text/plain',
    size: SIZE,
  });
  assertStatus(started, 201);
  const halves = inHalves();
  const piece: RequestInit & { duplex: 'half' } = {
    method: 'PATCH',
    headers: {
      'content-type': 'application/octet-stream',
      'upload-offset': '0',
      cookie: cookie ?? '',
      'x-caseward-csrf': csrf ?? '',
    },
    body: halves.body,
    duplex: 'half',
  };
  const sent = fetch(`${second.url}/api/v1${a.path}/uploads/${started.body.id}`, piece);
  await halves.begun;
  if (event !== undefined) await perform(stage, event, holder);
  halves.letGo();
  const { status } = await sent;
  const [row] = await rowsAsAdmin(
    stage.world.test,
    'select state, received::int as received from app.evidence where id = $1',
    [started.body.id],
  );
  await undo(stage);
  return { status, ...row };
}

const filesKept = async () => {
  const files = await readdir(join(stage.world.test.folder), { recursive: true, withFileTypes: true });
  return files.filter((entry) => entry.isFile() && entry.parentPath.includes('blobs')).length;
};

for (const event of ['session-ended', 'member-removed', 'member-suspended', 'account-disabled'] as const) {
  test(`${event}: what was being sent meanwhile is not taken, on the node that did not hear of it first`, async () => {
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
  assert.deepEqual({ status, received }, { status: 200, received: SIZE });
  assert.equal(await filesKept(), before + 1);
});
