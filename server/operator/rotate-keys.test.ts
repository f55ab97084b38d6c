import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { mailQueue } from '#server/features/mail/index.ts';
import { type Db, openDatabase, sql } from '#server/platform/db/index.ts';
import { sealedColumns } from '#server/security/classification.ts';
import {
  KeyUnavailable,
  localRootKey,
  type RootKey,
  type RootKeyPlace,
  SYSTEM_SCOPE,
} from '#server/security/crypto/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { mailAfter } from '#tests/support/outbox.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { readKeys } from './key-rows.ts';
import { addDataKeys, finishRotation, rotateRootFile } from './rotate-keys.ts';

let world: TestWorld;
let db: Db;
let file: string;
let root: RootKey;
let place: RootKeyPlace & { readonly kind: 'file' };

before(async () => {
  world = await startTestWorld();
  db = openDatabase({ url: world.test.database.operatorUrl, max: 4, prepared: false });
  file = join(world.test.folder, 'root.keys');
  root = localRootKey(file);
  place = { kind: 'file', path: file, own: new Map() };
});
after(async () => {
  await db.close();
  await world.close();
});

function admin(sql: string) {
  return withClient(world.test.database.adminUrl, async (client) => {
    await client.query('set session_replication_role = replica');
    return client.query(sql);
  });
}

const means = () => ({ blobs: world.test.app.services.blobs, live: world.test.app.services.db });
const finish = (options: { graceHours?: number } = {}) =>
  finishRotation(db, root, { ...means(), ...options });

/** The running server asks for its keys again, as it does by itself every five minutes. */
async function serverReloads(): Promise<void> {
  const { keys } = world.test.app.services;
  for (const scope of [SYSTEM_SCOPE, world.a.workspaceId, world.b.workspaceId]) await keys.reload(scope);
}

async function whatPeopleSee(): Promise<unknown> {
  const replies = await Promise.all(
    [world.a, world.b].flatMap((place) => [
      place.as('owner').get(place.path),
      place.as('owner').get('/session'),
    ]),
  );
  for (const reply of replies) assert.equal(reply.status, 200, reply.text);
  return replies.map(({ body }) =>
    JSON.stringify(body, (key, value) => (key.endsWith('At') ? undefined : value)),
  );
}

async function sealVersions(): Promise<number[]> {
  const { rows } = await admin(`
    select distinct get_byte(sealed, 4) as version from (
      select sealed_profile as sealed from app.users union all select sealed_profile from app.memberships union all
      select sealed_profile from app.workspaces union all select sealed_origin from app.sessions union all
      select sealed_name from app.tags union all select sealed_content from app.templates) s order by 1`);
  return rows.map(({ version }) => version);
}

test('data keys rotate while the server serves, and people see the same', async () => {
  const seen = await whatPeopleSee();
  assert.deepEqual(await sealVersions(), [1]);
  assert.ok((await addDataKeys(db, root)).made >= 3);
  await serverReloads();
  assert.deepEqual(await whatPeopleSee(), seen);
  const report = await finish();
  assert.ok(report.resealed > 30, String(report.resealed));
  assert.deepEqual([...report.unreadable], []);
  assert.deepEqual([report.retired, report.kept], [0, (await readKeys(db)).length / 3]);
  assert.deepEqual(await sealVersions(), [2]);
  assert.deepEqual(await whatPeopleSee(), seen);
  assert.equal((await finish()).resealed, 0);
});

test('the operator may read every column that holds a seal', async () => {
  for (const { table, column } of sealedColumns()) {
    const rows = await db.sql
      .selectNoFrom(sql<boolean>`has_column_privilege(${table}::regclass, ${column}, 'select')`.as('may'))
      .execute();
    assert.deepEqual(rows, [{ may: true }], `${table}.${column}`);
  }
});

test('what a slower server sealed with the old key is found by the next run', async () => {
  const owner = world.a.as('owner');
  const { version } = (await owner.get(world.a.path)).body;
  const patch = await owner.patch(world.a.path, { name: 'Renamed' }, { 'if-match': `"v${version}"` });
  assert.equal(patch.status, 200, patch.text);
  assert.deepEqual(await sealVersions(), [1, 2]);
  assert.ok((await finish()).resealed > 0);
  assert.deepEqual(await sealVersions(), [2]);
  assert.equal((await owner.get(world.a.path)).body.name, 'Renamed');
});

test('an old key is kept while the audit log needs it, and retired once nothing does', async () => {
  const needed = await finish({ graceHours: 0 });
  assert.ok(needed.kept > 0);
  await admin('update app.audit_entries set ip_sealed = null');
  const soon = await finish();
  assert.equal(soon.retired, 0);
  const free = await finish({ graceHours: 0 });
  assert.deepEqual([free.retired, free.kept], [needed.kept, 0]);
  await serverReloads();
  await whatPeopleSee();
});

test('an interrupted rotation is finished by the next run', async () => {
  const seen = await whatPeopleSee();
  await addDataKeys(db, root);
  await serverReloads();
  const dying: Db = { ...db, sql: dyingAfter(db, 120) };
  await assert.rejects(finishRotation(dying, root, means()), /killed/);
  assert.deepEqual(await sealVersions(), [2, 3]);
  assert.deepEqual(await whatPeopleSee(), seen);
  await finish();
  assert.deepEqual(await sealVersions(), [3]);
  assert.deepEqual(await whatPeopleSee(), seen);
});

test('the root key rotates under a running server, and the old one goes when nothing needs it', async () => {
  cpSync(file, `${file}.backup`);
  const { rewrapped, removed } = await rotateRootFile(db, place);
  assert.equal(rewrapped, (await readKeys(db)).length);
  assert.deepEqual(removed, []);
  await serverReloads();
  const seen = await whatPeopleSee();
  assert.equal((await rotateRootFile(db, place, { finish: true })).removed.length, 1);
  await serverReloads();
  assert.deepEqual(await whatPeopleSee(), seen);
  const opensNothing = await finishRotation(db, localRootKey(`${file}.backup`), means()).then(
    ({ unreadable, resealed }) => unreadable.size > 0 && resealed === 0,
    (error: unknown) => error instanceof KeyUnavailable,
  );
  assert.equal(opensNothing, true);
});

test('an old key is kept while a letter sealed by it waits in the mail queue', async () => {
  const { jobs, system } = world.test.app.services;
  const later: typeof jobs = {
    ...jobs,
    send: (queue, data) => jobs.send(queue, data, { startAfterSeconds: 3600 }),
  };
  const to = 'patient@example.org';
  await mailQueue(later, system).queue({ template: 'session-ended', to, device: 'Phone', at: '2026-01-01' });
  const version = system().sealVersion;
  const isRetired = async () =>
    (await readKeys(db)).some(
      (key) =>
        key.scopeId === SYSTEM_SCOPE && key.purpose === 'seal' && key.version === version && key.retired,
    );
  await addDataKeys(db, root);
  await serverReloads();
  await admin('update app.audit_entries set ip_sealed = null');
  await finish({ graceHours: 0 });
  assert.equal(await isRetired(), false);

  await serverReloads();
  await mailAfter(world.test, to, /^Subject:/m, () =>
    admin("update pgboss.job set start_after = now() where name = 'mail' and state = 'created'"),
  );
  const waiting = "select from pgboss.job where name = 'mail' and state < 'completed'";
  while ((await admin(waiting)).rowCount !== 0) await sleep(50);
  await finish({ graceHours: 0 });
  assert.equal(await isRetired(), true);
});

test('a value that does not open is told and left as it is', async () => {
  await admin(`update app.tags set sealed_name = set_byte(sealed_name, 20, get_byte(sealed_name, 20) # 1)
    where id = (select id from app.tags limit 1)`);
  await addDataKeys(db, root);
  await serverReloads();
  const report = await finish({ graceHours: 0 });
  assert.equal(report.unreadable.size, 1);
  assert.match([...report.unreadable].join(), /^app\.tags\.sealed_name /);
});

function dyingAfter(of: Db, statements: number): Db['sql'] {
  let left = statements;
  return of.sql.withPlugin({
    transformQuery({ node }) {
      left -= 1;
      if (left < 0) throw new Error('killed');
      return node;
    },
    transformResult: async ({ result }) => result,
  });
}
