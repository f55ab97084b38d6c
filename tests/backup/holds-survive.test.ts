import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { keepToRetention } from '#server/features/retention/keep-to-retention.ts';
import { makeBackup } from '#server/operator/backup/make-backup.ts';
import type { OperatorClient } from '#server/platform/db/operator-client.ts';
import { type BareDatabase, makeBareDatabase } from '#tests/start/bare-database.ts';
import { onDatabase, withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { type MadeCase, makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { exportWorkspace, fetchArchive, importInto } from '#tests/support/exports.ts';
import { caseward } from './caseward.ts';
import { type Stage, setStage } from './stage.ts';

const REASON = 'Court order 7 of this year';
const NIGHTS_DUE = `insert into app.retention_rules (workspace_id, class, days, changed_at)
  select w.id, k, 1, now() - interval '2 days' from app.workspaces w, unnest(array['cases', 'drafts', 'files', 'comments']) k
  where w.id = $1 on conflict (workspace_id, class, case_type) do update set days = 1, changed_at = excluded.changed_at`;

let stage: Stage;
let held: MadeCase;
let free: MadeCase;

before(async () => {
  stage = await setStage();
  const { world } = stage;
  const { a } = world;
  [held, free] = [await oldCase('Held'), await oldCase('Free')];
  assertStatus(await a.as('owner').put(`${held.path}/legal-hold`, { reason: REASON }), 200);
});
after(() => stage.close());

/** A closed case of long ago, with a file and a comment. */
async function oldCase(title: string): Promise<MadeCase> {
  const { world } = stage;
  const made = await makeCase(world.a.as('member'), world.a, { title });
  await filerOf(world, 'member').upload(made.path, { name: 'log.txt', content: Buffer.from('A line.') });
  const text = { anchor: { kind: 'case' }, text: 'Said', mentionIds: [] };
  assertStatus(await world.a.as('member').post(`${made.path}/comments`, text), 201);
  await withClient(world.test.database.adminUrl, (admin) =>
    admin.query(
      `update app.cases set phase = 'closed', updated_at = now() - interval '9 years' where id = $1`,
      [made.id],
    ),
  );
  return made;
}

/** Every way that deletes is tried on what arrived; what is held stays, and what is free goes. */
async function assertHoldStands(app: TestApp, adminUrl: string, workspaceId: string): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    const before = await countOf(admin);
    assert.deepEqual([before.cases, before.files, before.comments], [1, 1, 1], 'what is held came along');
    for (const table of ['cases', 'evidence', 'comments', 'activities']) {
      const key = table === 'cases' ? 'id' : 'case_id';
      await assert.rejects(admin.query(`delete from app.${table} where ${key} = $1`, [held.id]), {
        code: 'CW423',
      });
    }
    await admin.query(NIGHTS_DUE, [workspaceId]);
    await keepToRetention(app.app.services);
    assert.deepEqual(await countOf(admin), before, 'retention leaves it alone');
    const { rows } = await admin.query('select 1 from app.cases where id = $1', [free.id]);
    assert.deepEqual(rows, [], 'the same night took what is not held');
  });
}

async function countOf(admin: OperatorClient) {
  const { rows } = await admin.query(
    `select (select count(*)::int from app.cases where id = $1 and legal_hold) as cases,
      (select count(*)::int from app.evidence where case_id = $1 and deleted_at is null) as files,
      (select count(*)::int from app.comments where case_id = $1 and deleted_at is null) as comments`,
    [held.id],
  );
  return rows[0] ?? {};
}

test('a legal hold survives export and import, and goes on blocking every deletion', async () => {
  const { world } = stage;
  const { id } = await exportWorkspace(world.a);
  const archive = Buffer.from(await (await fetchArchive(world, world.a, id)).arrayBuffer());
  const there = await startTestApp();
  const lossy = await startTestApp();
  try {
    const { workspaceId } = await importInto(there, archive);
    await assertHoldStands(there, there.database.adminUrl, workspaceId);
    // Control: an import that loses the hold is caught.
    await withClient(lossy.database.adminUrl, (admin) =>
      admin.query(`create function app.lose_hold() returns trigger language plpgsql as
        'begin new.legal_hold := false; return new; end';
        create trigger lose_hold before insert on app.cases for each row execute function app.lose_hold()`),
    );
    const lost = await importInto(lossy, archive);
    await assert.rejects(
      assertHoldStands(lossy, lossy.database.adminUrl, lost.workspaceId),
      /what is held came along/,
    );
  } finally {
    await there.close();
    await lossy.close();
  }
});

test('a legal hold survives backup and restore, and goes on blocking every deletion', async () => {
  await makeBackup(stage.context);
  const kit = join(stage.folder, 'kit.txt');
  await writeFile(kit, stage.page);
  const bare = await makeBareDatabase();
  const unwalled = await makeBareDatabase();
  const open: TestApp[] = [];
  try {
    for (const on of [bare, unwalled]) open.push(await restoredOn(on, kit));
    const { workspaceId } = stage.world.a;
    const [first, second] = open;
    assert.ok(first && second);
    await assertHoldStands(first, onDatabase(bare.adminUrl, bare.name), workspaceId);
    // Control: a restored database whose wall is gone is caught.
    const adminUrl = onDatabase(unwalled.adminUrl, unwalled.name);
    await withClient(adminUrl, (admin) => admin.query('alter table app.cases disable trigger keep_held'));
    await assert.rejects(assertHoldStands(second, adminUrl, workspaceId), /Missing expected rejection/);
  } finally {
    for (const app of open) await app.close();
    await bare.drop();
    await unwalled.drop();
  }
});

async function restoredOn(on: BareDatabase, kit: string): Promise<TestApp> {
  const { world, folder } = stage;
  const home = join(folder, 'machines', on.name);
  const { code, output } = await caseward(
    {
      NODE_ENV: 'test',
      DATABASE_URL: on.urls.app,
      DATABASE_OWNER_URL: on.urls.owner,
      DATABASE_SEALER_URL: on.urls.sealer,
      DATABASE_OPERATOR_URL: on.urls.operator,
      CASEWARD_DATA: join(home, 'data'),
      CASEWARD_ROOT_KEY_FILE: join(home, 'root.keys'),
      CASEWARD_BACKUP_FOLDER: folder,
      CASEWARD_BREACH_URL: 'off',
    },
    'restore',
    '--kit',
    kit,
  );
  assert.equal(code, 0, output);
  const { app: appUrl, owner: ownerUrl, sealer: sealerUrl, operator: operatorUrl } = on.urls;
  const adminUrl = onDatabase(on.adminUrl, on.name);
  const database = {
    ...world.test.database,
    name: on.name,
    adminUrl,
    appUrl,
    ownerUrl,
    sealerUrl,
    operatorUrl,
  };
  return startTestApp({ beside: { ...world.test, database, folder: home } });
}
