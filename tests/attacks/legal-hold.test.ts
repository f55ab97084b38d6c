import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { purgeDue } from '#server/features/erasure/purge.ts';
import { tidyUp } from '#server/features/housekeeping/index.ts';
import { keepToRetention } from '#server/features/retention/keep-to-retention.ts';
import { routes } from '#server/features/routes.ts';
import type { Route } from '#server/http/route.ts';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus } from '#tests/support/client.ts';
import { caseOf, contactOf, fileOf } from './kitchen.ts';
import { type Kitchen, PHASES } from './recipe.ts';
import { nameOf, recipeOf } from './recipes/index.ts';
import { send } from './send.ts';
import { openStage, type Stage } from './stage.ts';

/** What hangs on a case or a contact and may go while it is held: who works on it and how it is sorted or found, not what is in it. */
const FREE: ReadonlySet<string> = new Set([
  'case_drafts',
  'case_grants',
  'case_links',
  'case_staff',
  'case_tags',
  'contact_words',
  'evidence_pieces',
  'mentions',
  'search_docs',
]);
const LIFTING = /\/legal-hold\/lifting$/;

let stage: Stage;
before(async () => {
  stage = await openStage();
});
after(() => stage.close());

const rowsOf = (sql: string) =>
  withClient(stage.world.test.database.adminUrl, async (admin) => (await admin.query(sql)).rows);

/** Every table whose rows go with a case or a contact, at any depth. */
const CONTENT = `
  with recursive below (oid) as (
    select t::regclass::oid from unnest(array['app.cases', 'app.contacts']) t
    union
    select c.conrelid from pg_constraint c join below b on b.oid = c.confrelid
      where c.contype = 'f' and c.confdeltype = 'c')
  select c.relname as name, exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'keep_held'
    and not t.tgisinternal and t.tgenabled = 'O') as kept
  from below b join pg_class c on c.oid = b.oid order by 1`;

test('every table that goes with a case or a contact is kept by the hold, or named as free', async () => {
  const tables = await rowsOf(CONTENT);
  const open = tables.filter(({ name, kept }) => !kept && !FREE.has(name)).map(({ name }) => name);
  assert.deepEqual(open, []);
  assert.ok(tables.filter(({ kept }) => kept).length >= 9);
});

/** What is there of held cases and contacts, one line a thing. */
const THERE = `
  with held as (select c.workspace_id, c.id from app.cases c where c.legal_hold)
  select 'case ' || h.id as thing from held h
  union all select 'activity ' || t.id from app.activities t join held h on h.id = t.case_id
  union all select 'comment ' || t.id from app.comments t join held h on h.id = t.case_id where t.deleted_at is null
  union all select 'file ' || t.id from app.evidence t join held h on h.id = t.case_id
    where t.deleted_at is null and t.state = 'clean'
  union all select 'round ' || t.id from app.review_rounds t join held h on h.id = t.case_id
  union all select 'decision ' || t.round_id || t.reviewer_id from app.review_decisions t
    join app.review_rounds r on r.workspace_id = t.workspace_id and r.id = t.round_id join held h on h.id = r.case_id
  union all select 'contact ' || k.id from app.contacts k where k.legal_hold
  union all select 'consent ' || t.id from app.contact_consents t join app.contacts k
    on k.workspace_id = t.workspace_id and k.id = t.contact_id where k.legal_hold
  union all select 'hold ' || t.id from app.contact_holds t join app.contacts k
    on k.workspace_id = t.workspace_id and k.id = t.contact_id where k.legal_hold`;
const held = async () => new Set((await rowsOf(THERE)).map(({ thing }) => String(thing)));

/** Whatever could reach a case or a contact: every route that changes something in a workspace, and the erasure of oneself. */
const changing = routes.filter(
  (route) =>
    route.method !== 'GET' &&
    !LIFTING.test(nameOf(route)) &&
    (route.access.kind === 'workspace' || /erasure|deletions/.test(route.url)),
);
const DELETING = [
  'DELETE /api/v1/workspaces/:workspaceId/cases/:caseId',
  'POST /api/v1/workspaces/:workspaceId/cases/:caseId/purge',
  'DELETE /api/v1/workspaces/:workspaceId/cases/:caseId/comments/:commentId',
  'DELETE /api/v1/workspaces/:workspaceId/evidence/:evidenceId',
  'DELETE /api/v1/workspaces/:workspaceId/contacts/:contactId',
  'POST /api/v1/workspaces/:workspaceId/deletion',
];

async function hold(on: boolean): Promise<void> {
  for (const table of ['cases', 'contacts']) await rowsOf(`update app.${table} set legal_hold = ${on}`);
}

/** What a call took away from what is held: every case and contact, from just before it. */
async function takenBy(route: Route): Promise<{ status: number; gone: string[] }> {
  const { a: place, test: app } = stage.world;
  const recipe = recipeOf(route);
  const [phase = 'open'] = recipe.phases ?? PHASES;
  const sender = route.url.endsWith('/decisions') ? 'reviewer' : 'owner';
  const maker = recipe.about === 'private' || recipe.makerOnly ? sender : 'member';
  const kitchen: Kitchen = { stage, place, maker, sender, phase };
  const prepared = await recipe.prepare(kitchen);
  // There is always one, also where the call is about none.
  await caseOf({ ...kitchen, maker: 'member', phase: 'open' });
  await contactOf({ ...kitchen, maker: 'member' });
  await hold(true);
  const before = await held();
  const params = { workspaceId: place.workspaceId, ...prepared.params };
  const { status } = await send(app.url, route, { ...prepared, params }, prepared.as ?? place.people[sender]);
  const after = await held();
  await hold(false);
  return { status, gone: [...before].filter((thing) => !after.has(thing)) };
}

test('no route there is takes anything from a case or a contact under a hold', async (context) => {
  const faults: string[] = [];
  const refused = new Set<string>();
  for (const route of changing) {
    const { status, gone } = await takenBy(route);
    if (gone.length > 0) faults.push(`${nameOf(route)}: ${gone.join(', ')}`);
    if (status === 409 || status === 423) refused.add(nameOf(route));
  }
  assert.deepEqual(faults, []);
  assert.deepEqual(
    DELETING.filter((name) => !refused.has(name)),
    [],
  );
  context.diagnostic(`${changing.length} routes, ${refused.size} refused`);
});

test('control: without the walls of the database, what a route takes is seen', async () => {
  await rowsOf('alter table app.comments disable trigger keep_held_words');
  const route = routes.find((one) => nameOf(one) === DELETING[2]);
  assert.ok(route);
  assert.equal((await takenBy(route)).gone.length, 1);
  await rowsOf('alter table app.comments enable trigger keep_held_words');
});

test('control: a contact that goes by a way around its hold is seen', async () => {
  const kitchen: Kitchen = { stage, place: stage.world.a, maker: 'member', sender: 'owner', phase: 'open' };
  await contactOf(kitchen);
  await hold(true);
  const before = await held();
  await rowsOf('alter table app.contacts disable trigger keep_held');
  await rowsOf('delete from app.contacts');
  await rowsOf('alter table app.contacts enable trigger keep_held');
  const after = await held();
  await hold(false);
  const gone = [...before].filter((thing) => !after.has(thing));
  assert.ok(gone.some((thing) => thing.startsWith('contact')));
});

test('no job takes anything from a case or a contact under a hold, and SQL does not either', async () => {
  const { a: place, test: app } = stage.world;
  const kitchen: Kitchen = { stage, place, maker: 'member', sender: 'owner', phase: 'open' };
  const made = await caseOf(kitchen);
  await fileOf(kitchen, made);
  const text = { anchor: { kind: 'case' }, text: 'Said', mentionIds: [] };
  assertStatus(await place.as('member').post(`${made.path}/comments`, text), 201);
  const [kept, free] = [await contactOf(kitchen), await contactOf(kitchen)];
  const consent = { purpose: 'newsletter', decision: 'given', how: 'By letter' };
  assertStatus(await place.as('owner').post(`${place.path}/contacts/${kept}/consents`, consent), 201);
  await rowsOf(
    `update app.contacts set legal_hold = id = '${kept}', state = 'archived', changed_at = now() - interval '9 years'`,
  );
  await rowsOf(
    `update app.cases set legal_hold = id = '${made.id}', phase = 'closed', updated_at = now() - interval '9 years'`,
  );
  await rowsOf('delete from app.retention_rules');
  await rowsOf(`insert into app.retention_rules (workspace_id, class, days, changed_at)
    select '${place.workspaceId}', k, 1, now() - interval '2 days' from unnest(array['cases', 'drafts', 'files', 'comments', 'contacts']) k`);
  await rowsOf(`update app.workspaces set state = 'scheduled_for_deletion', deletion_at = now() - interval '1 day'
    where id = '${stage.world.b.workspaceId}'`);
  const before = await held();
  for (const kind of ['file', 'contact', 'consent'])
    assert.ok([...before].some((thing) => thing.startsWith(kind)));
  await keepToRetention(app.app.services);
  await tidyUp(app.app.services);
  assert.deepEqual(await held(), before);
  // What was not held is gone by the very same night: the job did work.
  assert.deepEqual(await rowsOf(`select 1 from app.contacts where id = '${free}'`), []);
  assert.deepEqual(
    await rowsOf(`select 1 from app.cases where workspace_id = '${place.workspaceId}' and not legal_hold`),
    [],
  );
  await rowsOf(`update app.workspaces set state = 'scheduled_for_deletion', deletion_at = now() - interval '1 day'
    where id = '${place.workspaceId}'`);
  await assert.rejects(purgeDue(app.app.services));
  assert.deepEqual(await held(), before);
  // The contact alone keeps its workspace as well.
  await rowsOf('update app.cases set legal_hold = false');
  await assert.rejects(purgeDue(app.app.services));
  await rowsOf(`update app.cases set legal_hold = id = '${made.id}'`);
  for (const table of ['cases', 'activities', 'comments', 'evidence', 'contacts', 'contact_consents'])
    await assert.rejects(rowsOf(`delete from app.${table}`), { code: 'CW423' });
});
