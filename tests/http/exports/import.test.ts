import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { PARENTS_FIRST } from '#server/features/exports/columns.ts';
import { archiveOf } from '#server/features/exports/open-archive.ts';
import { runExport } from '#server/features/exports/run-export.ts';
import { endRecord } from '#server/platform/zip/zip-layout.ts';
import { withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import {
  type Archive,
  exportWorkspace,
  fetchArchive,
  importInto,
  openZip,
  recordsOf,
} from '#tests/support/exports.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let other: TestApp;
let bytes: Buffer;
let first: Archive;
let arrived: string;
let stayed: ReadonlyMap<string, number>;

const RULES = [
  { class: 'cases', caseType: null, days: 3_650 },
  { class: 'files', caseType: null, days: 400 },
  { class: 'drafts', caseType: null, days: 30 },
];

const ADA = { name: 'Ada Lovelace', emails: ['ada@planted.example'], source: 'person' };

before(async () => {
  world = await startTestWorld();
  other = await startTestApp();
  const { a, test } = world;
  const made = await makeCase(a.as('member'), a, { title: 'Pump failed', body: 'It stopped.' });
  const second = await makeCase(a.as('manager'), a, { title: 'Belt torn' });
  const filer = filerOf(world, 'member');
  const file = await filer.upload(made.path, {
    name: 'manual.txt',
    content: Buffer.from('manual, page one'),
  });
  await filer.upload(made.path, {
    name: 'manual.txt',
    content: Buffer.from('manual, page two'),
    replacesId: file.id,
  });
  const comment = { anchor: { kind: 'case' }, text: 'Why did it stop?', mentionIds: [a.people.owner.userId] };
  assertStatus(await a.as('reviewer').post(`${made.path}/comments`, comment), 201);
  assertStatus(await a.as('owner').post(`${a.path}/tags`, { label: 'Pumps', color: 'blue' }), 201);
  const link = { toCaseId: second.id, kind: 'duplicate' };
  assertStatus(await a.as('manager').post(`${made.path}/links`, link), 201);
  await withClient(test.database.adminUrl, async (admin) => {
    await admin.query('update app.cases set legal_hold = true, restricted = true where id = $1', [made.id]);
  });
  const contact = await a.as('member').post(`${a.path}/contacts`, ADA);
  assertStatus(contact, 201);
  const contactPath = `${a.path}/contacts/${contact.body.id}`;
  for (const decision of ['given', 'withdrawn']) {
    const said = { purpose: 'newsletter', decision, how: `planted-${decision}` };
    assertStatus(await a.as('member').post(`${contactPath}/consents`, said), 201);
  }
  assertStatus(await a.as('member').put(`${contactPath}/do-not-sell`, { from: 'agent' }), 200);
  assertStatus(await a.as('owner').put(`${contactPath}/legal-hold`, { reason: 'planted-reason' }), 200);
  const asked = { law: 'gdpr', kind: 'access', name: 'Eve', email: 'eve@example.org', details: '' };
  assertStatus(await a.as('owner').post(`${a.path}/privacy-requests`, asked), 201);
  const { total } = (await a.as('owner').post(`${a.path}/retention/what-if`, { rules: RULES })).body;
  assertStatus(await a.as('owner').put(`${a.path}/retention`, { rules: RULES, previewed: total }), 200);
  await withClient(test.database.adminUrl, (admin) =>
    admin.query(`update app.retention_rules set changed_at = now() - interval '9 days'`),
  );
  const { id } = await exportWorkspace(a);
  bytes = Buffer.from(await (await fetchArchive(world, a, id)).arrayBuffer());
  first = await openZip(bytes);
  ({ workspaceId: arrived, stayed } = await importInto(other, bytes));
});
after(async () => {
  await world.close();
  await other.close();
});

/** What an export of the workspace that arrived holds, with the old ids of what has another here. */
async function exportedThere(): Promise<Archive> {
  const job = { workspaceId: arrived, exportId: crypto.randomUUID() };
  await withClient(other.database.adminUrl, async (admin) => {
    const owner = `select m.user_id from app.memberships m where m.workspace_id = $1 and m.role = 'owner' limit 1`;
    await admin.query(
      `insert into app.exports (workspace_id, id, requested_by) values ($1, $2, (${owner}))`,
      [job.workspaceId, job.exportId],
    );
  });
  const { services } = other.app;
  await runExport(services, job);
  return openZip(Buffer.concat(await Array.fromAsync(archiveOf({ services, ...job }))));
}

/**
 * Of a kind, in any order, without what an install gives anew: a blob, a count, the days to enrol a factor and
 * those until a rule counts. */
const kindOf = (archive: Archive, kind: string) =>
  recordsOf(archive, kind)
    .map(({ blob_key: _b, people_version: _count, admin_since: _since, changed_at: _set, ...record }) =>
      JSON.stringify(record).replaceAll(arrived, world.a.workspaceId),
    )
    .sort();

test('what stays in the archive is told, by kind, and nothing else is', () => {
  assert.equal(stayed.get('privacy-requests'), 1);
  for (const table of PARENTS_FIRST)
    assert.equal(stayed.has(table.replace('app.', '').replaceAll('_', '-')), false, table);
});

test('exported, imported elsewhere and exported again, the content is the same', async () => {
  const second = await exportedThere();
  for (const table of PARENTS_FIRST) {
    const kind = table.replace('app.', '').replaceAll('_', '-');
    assert.deepEqual(kindOf(second, kind), kindOf(first, kind), kind);
  }
  assert.equal(recordsOf(second, 'cases').length, 2);
  const files = (archive: Archive) =>
    [...archive]
      .filter(([name]) => name.startsWith('files/'))
      .map(([name, content]) => [name, String(content)]);
  assert.equal(files(second).length, 2);
  assert.deepEqual(files(second), files(first));
  assert.equal(second.get('csv/cases.csv')?.toString(), first.get('csv/cases.csv')?.toString());
});

test('legal holds and restrictions come along, and what arrived is found by its words', async () => {
  await withClient(other.database.adminUrl, async (admin) => {
    const { rows } = await admin.query(
      'select count(*)::int as n from app.cases where legal_hold and restricted',
    );
    assert.equal(rows[0].n, 1);
    const there = await admin.query(
      'select source_kind, cardinality(tokens) as n from app.search_docs order by 1, 2',
    );
    const here = await withClient(world.test.database.adminUrl, (one) =>
      one.query(
        'select source_kind, cardinality(tokens) as n from app.search_docs where workspace_id = $1 order by 1, 2',
        [world.a.workspaceId],
      ),
    );
    assert.deepEqual(there.rows, here.rows);
  });
});

test('contacts come with all they said, their legal hold and what may not be sold, and are found by name and address', async () => {
  const [contact, ...others] = recordsOf(first, 'contacts');
  assert.deepEqual([contact.content.name, contact.do_not_sell_from, others], [ADA.name, 'agent', []]);
  assert.deepEqual(
    recordsOf(first, 'contact-consents')
      .map(({ how }) => how)
      .sort(),
    ['planted-given', 'planted-withdrawn'],
  );
  // That they arrive as they left is what the round trip compares.
  assert.deepEqual(
    [contact.legal_hold, recordsOf(first, 'contact-holds').map(({ decision, reason }) => [decision, reason])],
    [true, [['placed', 'planted-reason']]],
  );
  const words = (app: TestApp, workspaceId: string) =>
    withClient(app.database.adminUrl, async (admin) => {
      const counted = 'select count(*)::int as n from app.contact_words where workspace_id = $1';
      return (await admin.query(counted, [workspaceId])).rows[0].n;
    });
  const here = await words(world.test, world.a.workspaceId);
  assert.ok(here > 1);
  assert.equal(await words(other, arrived), here);
});

test('rules of retention come along, and nothing goes by them before the next day', async () => {
  const rules = (archive: Archive) =>
    recordsOf(archive, 'retention-rules').map(({ class: name, case_type, days }) => [name, case_type, days]);
  assert.deepEqual(rules(first), RULES.map(({ class: name, days }) => [name, '', days]).sort());
  const { rows } = await withClient(other.database.adminUrl, (admin) =>
    admin.query(
      `select r.class, r.case_type, r.days, r.changed_at > now() - interval '1 day' as fresh
       from app.retention_rules r where r.workspace_id = $1 order by r.class`,
      [arrived],
    ),
  );
  assert.deepEqual(
    rows,
    rules(first).map(([name, case_type, days]) => ({ class: name, case_type, days, fresh: true })),
  );
});

test('in the same install it is a second workspace, of the same people', async () => {
  const { people, workspaceId } = await importInto(world.test, bytes);
  assert.equal(people, 0);
  const owner = world.a.as('owner');
  assertStatus(await owner.get(`/workspaces/${workspaceId}`), 200);
  assertStatus(await world.b.as('owner').get(`/workspaces/${workspaceId}`), 404);
});

test('an archive that was changed, cut or is none leaves nothing', async () => {
  const count = () =>
    withClient(other.database.adminUrl, async (admin) => {
      const { rows } = await admin.query(
        'select (select count(*) from app.workspaces) as w, (select count(*) from app.users) as u, (select count(*) from app.cases) as c',
      );
      return rows[0];
    });
  const before = await count();
  const changed = Buffer.from(bytes);
  const at = changed.indexOf('manual, page one');
  changed.write('Manual', at);
  const bad = [
    changed,
    bytes.subarray(0, bytes.length - 40),
    Buffer.from('no archive'),
    endRecord({ count: 0, size: 0, offset: 0 }),
  ];
  for (const archive of bad) await assert.rejects(importInto(other, archive), /ZipError|StartError|export/);
  assert.deepEqual(await count(), before);
});

test('what fails half-way leaves nothing either, in the store neither', async () => {
  const blobs = async () => {
    const found: string[] = [];
    const { rows } = await withClient(other.database.adminUrl, (admin) =>
      admin.query('select id from app.workspaces'),
    );
    for (const { id } of rows) for await (const { key } of other.app.services.blobs.list(id)) found.push(key);
    return found.length;
  };
  const before = await blobs();
  await withClient(other.database.adminUrl, (admin) =>
    admin.query(`create function app.stop() returns trigger language plpgsql as 'begin raise exception ''stop''; end';
      create trigger stop before insert on app.mentions execute function app.stop()`),
  );
  await assert.rejects(importInto(other, bytes), /stop/);
  assert.equal(await blobs(), before);
});
