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
  select w.id, k, 1, now() - interval '2 days' from app.workspaces w, unnest(array['cases', 'drafts', 'files', 'comments', 'contacts']) k
  where w.id = $1 on conflict (workspace_id, class, case_type) do update set days = 1, changed_at = excluded.changed_at`;

let stage: Stage;
let held: MadeCase;
let free: MadeCase;
let heldContact: string;
let freeContact: string;

before(async () => {
  stage = await setStage();
  const { world } = stage;
  const { a } = world;
  [held, free] = [await oldCase('Held'), await oldCase('Free')];
  assertStatus(await a.as('owner').put(`${held.path}/legal-hold`, { reason: REASON }), 200);
  [heldContact, freeContact] = [await oldContact(true), await oldContact(false)];
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

/** An archived contact of long ago, with a consent. */
async function oldContact(hold: boolean): Promise<string> {
  const { a, test: app } = stage.world;
  const made = await a.as('member').post(`${a.path}/contacts`, { name: 'Ada King', source: 'event' });
  assertStatus(made, 201);
  const path = `${a.path}/contacts/${made.body.id}`;
  const consent = { purpose: 'newsletter', decision: 'given', how: 'By letter' };
  assertStatus(await a.as('member').post(`${path}/consents`, consent), 201);
  if (hold) assertStatus(await a.as('owner').put(`${path}/legal-hold`, { reason: REASON }), 200);
  await withClient(app.database.adminUrl, (admin) =>
    admin.query(
      `update app.contacts set state = 'archived', changed_at = now() - interval '9 years' where id = $1`,
      [made.body.id],
    ),
  );
  return made.body.id;
}

/** Every way that deletes is tried on what arrived; what is held stays, and what is free goes. */
async function assertHoldStands(app: TestApp, adminUrl: string, workspaceId: string): Promise<void> {
  await withClient(adminUrl, async (admin) => {
    const before = await countOf(admin);
    const { cases, files, comments, contacts, consents, reasons } = before;
    const came = [cases, files, comments, contacts, consents, reasons];
    assert.deepEqual(came, [1, 1, 1, 1, 1, 1], 'what is held came along');
    for (const table of ['cases', 'evidence', 'comments', 'activities']) {
      const key = table === 'cases' ? 'id' : 'case_id';
      await assert.rejects(admin.query(`delete from app.${table} where ${key} = $1`, [held.id]), {
        code: 'CW423',
      });
    }
    for (const table of ['contacts', 'contact_consents', 'contact_holds']) {
      const key = table === 'contacts' ? 'id' : 'contact_id';
      await assert.rejects(admin.query(`delete from app.${table} where ${key} = $1`, [heldContact]), {
        code: 'CW423',
      });
    }
    await admin.query(NIGHTS_DUE, [workspaceId]);
    await keepToRetention(app.app.services);
    assert.deepEqual(await countOf(admin), before, 'retention leaves it alone');
    const { rows } = await admin.query(
      'select 1 from app.cases where id = $1 union all select 1 from app.contacts where id = $2',
      [free.id, freeContact],
    );
    assert.deepEqual(rows, [], 'the same night took what is not held');
  });
}

async function countOf(admin: OperatorClient) {
  const { rows } = await admin.query(
    `select (select count(*)::int from app.cases where id = $1 and legal_hold) as cases,
      (select count(*)::int from app.evidence where case_id = $1 and deleted_at is null) as files,
      (select count(*)::int from app.comments where case_id = $1 and deleted_at is null) as comments,
      (select count(*)::int from app.contacts where id = $2 and legal_hold) as contacts,
      (select count(*)::int from app.contact_consents where contact_id = $2) as consents,
      (select count(*)::int from app.contact_holds where contact_id = $2 and decision = 'placed') as reasons`,
    [held.id, heldContact],
  );
  return rows[0] ?? {};
}

test('a legal hold survives export and import, and goes on blocking every deletion', async () => {
  const { world } = stage;
  const { id } = await exportWorkspace(world.a);
  const archive = Buffer.from(await (await fetchArchive(world, world.a, id)).arrayBuffer());
  const there = await startTestApp();
  const lossy = await Promise.all([startTestApp(), startTestApp()]);
  try {
    const { workspaceId } = await importInto(there, archive);
    await assertHoldStands(there, there.database.adminUrl, workspaceId);
    // Control: an import that loses the hold is caught.
    for (const [at, table] of ['cases', 'contacts'].entries()) {
      const app = lossy[at];
      assert.ok(app);
      await withClient(app.database.adminUrl, (admin) =>
        admin.query(`create function app.lose_hold() returns trigger language plpgsql as
          'begin new.legal_hold := false; return new; end';
          create trigger lose_hold before insert on app.${table} for each row execute function app.lose_hold()`),
      );
      const lost = await importInto(app, archive);
      await assert.rejects(
        assertHoldStands(app, app.database.adminUrl, lost.workspaceId),
        /what is held came along/,
      );
    }
  } finally {
    await there.close();
    for (const app of lossy) await app.close();
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
    const firstUrl = onDatabase(bare.adminUrl, bare.name);
    await assertHoldStands(first, firstUrl, workspaceId);
    // Control: a restored database whose wall is gone is caught.
    const adminUrl = onDatabase(unwalled.adminUrl, unwalled.name);
    await withClient(adminUrl, (admin) => admin.query('alter table app.cases disable trigger keep_held'));
    await assert.rejects(assertHoldStands(second, adminUrl, workspaceId), /Missing expected rejection/);
    await withClient(firstUrl, (admin) => admin.query('alter table app.contacts disable trigger keep_held'));
    await assert.rejects(assertHoldStands(first, firstUrl, workspaceId), /Missing expected rejection/);
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
