import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ifMatch } from '#tests/support/cases.ts';
import { startTestWorld } from '#tests/support/world.ts';
import { openStage } from '../../attacks/stage.ts';
import {
  differences,
  randomWorld,
  settle,
  type Told,
  unseeing,
  whatHappens,
  whatIsTold,
} from './who-sees.ts';

const WORLDS = 14;

test('in random worlds, what the dialog says of everyone is what happens to their requests', async () => {
  const stage = await openStage();
  const seen = new Set<string>();
  let left = 0;
  try {
    for (const world of fc.sample(randomWorld, { numRuns: WORLDS, seed: 20_261_122 })) {
      const settled = await settle(stage.world, world);
      const told = await whatIsTold(stage.world, settled);
      const happens = await whatHappens(stage.world, settled);
      assert.deepEqual(differences(told, happens), [], JSON.stringify(world));
      const staff = await unseeing(stage.world, settled, world, happens);
      assert.deepEqual(staff.told, staff.happens, JSON.stringify(world));
      left += staff.told.length;
      for (const [who, may] of happens) seen.add(`${who.split(' ')[0]} ${may.join()}`);
    }
  } finally {
    await stage.close();
  }
  assert.ok(left > 0, 'nobody on the staff was left outside');
  for (const kind of ['person', 'token'])
    for (const may of ['', 'read', 'read,comment', 'read,comment,edit'])
      assert.ok(seen.has(`${kind} ${may}`), `no ${kind} was met who may ${may || 'nothing'}`);
});

test('control: a dialog that forgets the tokens, or the levels of a grant, is found out', () => {
  const happens: Told = new Map([
    ['person a', ['read']],
    ['token t', ['read', 'edit']],
  ]);
  assert.equal(differences(new Map([['person a', ['read']]]), happens).length, 1);
  assert.equal(
    differences(new Map([...happens, ['person a', ['read', 'comment'] as const]]), happens).length,
    1,
  );
});

test('what if: the answer is what happens once it is so, and only who manages members asks', async () => {
  const world = await startTestWorld();
  try {
    const { a } = world;
    const owner = a.as('owner');
    const made = await owner.post(`${a.path}/cases`, {
      type: 'incident',
      title: 'Pump',
      body: 'It stopped.',
    });
    const path = `${a.path}/cases/${made.body.id}`;
    const { userId } = a.people.viewer;
    const asked = await owner.post(`${path}/access/what-if`, { userId, role: 'manager' });
    assert.equal(asked.status, 200, asked.text);
    assert.deepEqual(asked.body.now, { reasons: [], may: [] });
    assert.deepEqual(asked.body.wouldBe.may, ['read', 'comment', 'edit']);
    assert.equal((await a.as('viewer').get(path)).status, 404, 'asking changes nothing');
    assert.equal(
      (await owner.patch(`${a.path}/members/${userId}`, { role: 'manager' }, ifMatch(1))).status,
      200,
    );
    assert.equal((await a.as('viewer').get(path)).status, 200);
    const bound = await owner.post(`${path}/access/what-if`, { userId, assignedOnly: true });
    assert.deepEqual(bound.body.wouldBe, { reasons: [], may: [] });
    assert.equal((await a.as('manager').post(`${path}/access/what-if`, { userId })).status, 403);
    const stranger = { userId: world.b.people.viewer.userId };
    assert.equal((await owner.post(`${path}/access/what-if`, stranger)).status, 422);
  } finally {
    await world.close();
  }
});
