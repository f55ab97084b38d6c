import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import { exportLog } from '#server/security/audit/export.ts';
import { verifyExport } from '#server/security/audit/verify.ts';
import { makeCase } from '#tests/support/cases.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { rotateAuditKey } from './rotate-audit-key.ts';

let world: TestWorld;
let operator: Db;
let sealer: Db;

before(async () => {
  world = await startTestWorld();
  operator = openDatabase({ url: world.test.database.operatorUrl, max: 2, prepared: false });
  sealer = openDatabase({ url: world.test.database.sealerUrl, max: 1, prepared: false });
});
after(async () => {
  await operator.close();
  await sealer.close();
  await world.close();
});

const system = () => world.test.app.services.system();
const exported = (workspaceId?: string) => Array.fromAsync(exportLog(operator, workspaceId));

/** Something is done, and the running server seals it. */
async function doSomething(): Promise<void> {
  const before = (await verifyExport(await exported())).checkpoints;
  await makeCase(world.a.as('member'), world.a);
  for (let tries = 0; tries < 100; tries += 1) {
    if ((await verifyExport(await exported())).checkpoints > before) return;
    await setTimeout(100);
  }
  throw new Error('nothing was sealed');
}

test('the signing key is rotated under a running server, which signs with the new one from then on', async () => {
  await doSomething();
  const [first] = (await verifyExport(await exported())).keys;
  const key = await rotateAuditKey({ operator, sealer, system: system() });
  await doSomething();
  const result = await verifyExport(await exported(), { key });
  assert.deepEqual([result.firstBad, result.keys], [undefined, [first, key]]);
  const lines = await exported();
  const told = lines.find((line) => line.includes('audit-key.rotated'));
  assert.ok(told?.includes(key) && told.includes('"actorKind":"operator"'));
});

test('the export of one workspace verifies over the rotation, without the operator’s entry', async () => {
  const lines = await exported(world.a.workspaceId);
  const result = await verifyExport(lines);
  assert.deepEqual([result.firstBad, result.keys.length], [undefined, 2]);
  assert.equal(lines.filter((line) => line.includes('audit-key.rotated')).length, 0);
});

test('two rotations at once make two hand-overs, one after the other', async () => {
  const other = openDatabase({ url: world.test.database.sealerUrl, max: 1, prepared: false });
  try {
    const [a, b] = await Promise.all([
      rotateAuditKey({ operator, sealer, system: system() }),
      rotateAuditKey({ operator, sealer: other, system: system() }),
    ]);
    await doSomething();
    const { firstBad, keys } = await verifyExport(await exported());
    assert.equal(firstBad, undefined);
    assert.equal(keys.length, 4);
    assert.ok([a, b].every((key) => keys.includes(key)));
  } finally {
    await other.close();
  }
});
