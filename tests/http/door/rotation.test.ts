import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { addDataKeys, finishRotation } from '#server/operator/rotate-keys.ts';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import { systemCommand } from '#server/security/command.ts';
import { localRootKey, type Sealed } from '#server/security/crypto/index.ts';
import { ifMatch, type MadeCase, makeCase, readCase } from '#tests/support/cases.ts';
import { assertStatus, type Reply } from '#tests/support/client.ts';
import { mailAfter } from '#tests/support/outbox.ts';
import { decisionsOf, openRound } from '#tests/support/reviews.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let db: Db;
let made: MadeCase;
let reviewed: MadeCase;
let token: string;

before(async () => {
  world = await startTestWorld();
  db = openDatabase({ url: world.test.database.operatorUrl, max: 4, prepared: false });
  made = await makeCase(world.a.as('member'), world.a);
  reviewed = await makeCase(world.a.as('member'), world.a);
  await sayYes();
  token = await invite();
});
after(async () => {
  await db.close();
  await world.close();
});
beforeEach(rotate);

/** Another process makes new keys and seals everything with them; the server has not heard of it. */
async function rotate(): Promise<void> {
  const root = localRootKey(join(world.test.folder, 'root.keys'));
  await readCase(world.a.as('member'), made);
  await addDataKeys(db, root);
  const { resealed, unreadable } = await finishRotation(db, root, {
    blobs: world.test.app.services.blobs,
    live: world.test.app.services.db,
  });
  assert.ok(resealed > 0);
  assert.deepEqual([...unreadable], []);
}

async function sayYes(): Promise<void> {
  const { reviewer } = world.a.people;
  const round = await openRound(world.a.as('member'), reviewed, [reviewer.userId]);
  const said = { decision: 'approve', comment: 'Seen and understood.' };
  assertStatus(await world.a.as('reviewer').post(decisionsOf(reviewed, round), said), 200);
}

async function invite(): Promise<string> {
  const invitation = { email: 'new@example.org', role: 'member' };
  const [, found = ''] = await mailAfter(world.test, invitation.email, /invitation#([\w-]+)/, async () =>
    assertStatus(await world.a.as('owner').post(`${world.a.path}/invitations`, invitation), 201),
  );
  return found;
}

function lookUp(): Promise<Reply> {
  return world.anonymous.post('/invitations/lookup', { token });
}

async function get(path: string): Promise<number> {
  return (await world.a.as('member').get(path)).status;
}

async function edit(): Promise<number> {
  const { version } = await rowOf(made);
  const change = { summary: 'After the rotation' };
  return (await world.a.as('member').patch(made.path, change, ifMatch(version))).status;
}

async function rowOf({ id }: MadeCase): Promise<{ version: number }> {
  const rows = await db.sql.selectFrom('app.cases').select('version').where('id', '=', id).execute();
  assert.ok(rows[0]);
  return rows[0];
}

test('a read in one statement opens what a key of another process sealed', async () => {
  assert.equal(await get(made.path), 200);
});

test('so does a read over several statements', async () => {
  assert.equal(await get(`${made.path}/access`), 200);
});

test('what is named by two ids is sealed anew as well', async () => {
  const { body } = await world.a.as('member').get(`${reviewed.path}/review-rounds`);
  assert.deepEqual(
    body.items[0].reviewers.map(({ comment }: { comment: string }) => comment),
    ['Seen and understood.'],
  );
});

test('so does a session, by the keys of the deployment', async () => {
  assert.equal(await get('/session'), 200);
});

test('so does a change, which happens once', async () => {
  const { version } = await rowOf(made);
  assert.equal(await edit(), 200);
  assert.equal((await rowOf(made)).version, version + 1);
});

test('so does the system', async () => {
  const title = systemCommand({
    action: 'case.edit',
    load: (tx, id: string) =>
      tx
        .selectFrom('app.cases')
        .select('sealed_list')
        .where('id', '=', id)
        .$narrowType<{ sealed_list: Sealed<{ title: string }> }>()
        .executeTakeFirst(),
    about: () => null,
    async run({ target, scope, audit }, id) {
      audit({ action: 'case.edited', targetKind: 'case', targetId: id });
      return scope.unseal({ table: 'cases', row: id, use: 'list' }, target.sealed_list).title;
    },
  });
  assert.equal(await title(world.test.app.services, world.a.workspaceId, made.id), 'Pump P-12 stopped');
});

test('so does an invitation, by the keys of the workspace and of the deployment at once', async () => {
  assertStatus(await lookUp(), 200);
});

test('so does a person’s name, in the workspace too', async () => {
  assertStatus(await world.a.as('member').patch('/session/user', { name: 'Renamed' }), 200);
  const { body } = await world.a.as('owner').post(`${world.a.path}/members/query`, {});
  assert.ok(body.items.some(({ name }: { name: string }) => name === 'Renamed'));
});

test('control: without the second try each of them fails', async () => {
  const { services } = world.test.app;
  const { keys } = services;
  const impatient: typeof keys = {
    ...keys,
    retrying: async (id, work) => work(await keys.retrying(id, (scope) => scope)),
  };
  const attempts = [
    () => get(made.path),
    () => get(`${made.path}/access`),
    () => get('/session'),
    edit,
    async () => (await lookUp()).status,
  ];
  // Each after a rotation of its own: meeting an unknown key loads it behind the scenes.
  for (const [at, attempt] of attempts.entries()) {
    Object.assign(services, { keys });
    await rotate();
    Object.assign(services, { keys: impatient });
    assert.equal(await attempt(), 500, String(at));
  }
});
