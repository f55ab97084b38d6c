import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { Role } from '#contracts/common.ts';
import { launchBrowser, settled, type Visitor } from '#tests/support/browser.ts';
import { ifMatch, type MadeCase, makeCase, readCase, seen } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { openPage } from './open-page.ts';

let world: TestWorld;
let browser: Browser;
let open: Visitor[] = [];
before(async () => {
  world = await startTestWorld();
  browser = await launchBrowser();
});
afterEach(async () => {
  const faults = open.flatMap((visitor) => visitor.faults);
  await Promise.all(open.map(({ context }) => context.close()));
  open = [];
  assert.deepEqual(faults, []);
});
after(async () => {
  await browser.close();
  await world.close();
});

async function at(role: Role, path = ''): Promise<Page> {
  const visitor = await openPage(world, browser, role, path);
  open.push(visitor);
  return visitor.page;
}

const title = (page: Page) => page.getByLabel('Title');
const body = (page: Page) => page.getByLabel('Text', { exact: true });
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
const isSaved = (page: Page) => page.waitForSelector('form[aria-label=Edit]', { state: 'detached' });

async function editor(role: Role, { id }: MadeCase): Promise<Page> {
  const page = await at(role, `/cases/${id}?edit=true`);
  await title(page).waitFor();
  return page;
}

/** Both have the case open to write; the admin saves a title and a summary, the member typed title and text. */
async function clash(): Promise<{ made: MadeCase; member: Page }> {
  const made = await makeCase(world.a.as('member'), world.a, { title: 'First', body: 'One line.' });
  const member = await editor('member', made);
  const admin = await editor('admin', made);
  await title(member).fill('Named by the member');
  await body(member).fill('One line, and another.');
  await title(admin).fill('Named by the admin');
  await admin.getByLabel('Summary').fill('Said in short.');
  await save(admin);
  await isSaved(admin);
  // The member's page has heard of it by now, which must not make their old text count as the newest.
  await member.waitForSelector('header h1:has-text("Named by the admin")');
  await save(member);
  await member.waitForSelector('dialog:has-text("Someone else saved first")');
  return { made, member };
}

const TEXTS = "[...document.querySelectorAll('dialog[open] textarea')].map((one) => one.value)";

const side = (page: Page, field: string, name: 'Mine' | 'Theirs' | 'Both') =>
  page.getByRole('group', { name: field }).getByRole('radio', { name: new RegExp(`^${name}`) });

test('the second to save is shown the change of the first, and keeps every letter', async () => {
  const { made, member } = await clash();
  const dialog = member.locator('dialog[open]');
  await dialog.locator('text=Also changed, and kept: summary').waitFor();
  const texts = await member.evaluate(TEXTS);
  assert.deepEqual(texts, ['Named by the member', 'Named by the admin']);
  await dialog.getByRole('button', { name: 'Back to my text' }).click();
  assert.equal(await title(member).inputValue(), 'Named by the member');
  assert.equal(await body(member).inputValue(), 'One line, and another.');
  await save(member);
  await side(member, 'Title', 'Mine').check();
  await member.getByRole('button', { name: 'Save on top' }).click();
  await isSaved(member);
  const now = await readCase(world.a.as('member'), made);
  assert.deepEqual(
    [now.title, now.body, now.summary],
    ['Named by the member', 'One line, and another.', 'Said in short.'],
  );
});

test('or takes theirs; and what both wrote can stay one after the other', async () => {
  const { made, member } = await clash();
  await side(member, 'Title', 'Theirs').check();
  await member.getByRole('button', { name: 'Save on top' }).click();
  await isSaved(member);
  const now = await readCase(world.a.as('member'), made);
  assert.deepEqual([now.title, now.body], ['Named by the admin', 'One line, and another.']);

  await member.keyboard.press('e');
  await body(member).fill('Mine.');
  const theirs = { body: 'Theirs.' };
  assertStatus(await world.a.as('admin').patch(made.path, theirs, ifMatch(now.version)), 200);
  await save(member);
  await side(member, 'Text', 'Both').check();
  await member.getByRole('button', { name: 'Save on top' }).click();
  await isSaved(member);
  assert.equal((await readCase(world.a.as('member'), made)).body, 'Mine.\n\nTheirs.');
});

test('a third change while deciding asks again, and forgets no decision', async () => {
  const { made, member } = await clash();
  await side(member, 'Title', 'Theirs').check();
  const again = { body: 'Third.' };
  const admin = world.a.as('admin');
  assertStatus(await admin.patch(made.path, again, await seen(admin, made)), 200);
  await member.getByRole('button', { name: 'Save on top' }).click();
  await side(member, 'Text', 'Mine').waitFor();
  await member.getByRole('button', { name: 'Save on top' }).click();
  await isSaved(member);
  const now = await readCase(admin, made);
  assert.deepEqual([now.title, now.body], ['Named by the admin', 'One line, and another.']);
});

test('typing outlives the page: it is there again, with the version it began from', async () => {
  const made = await makeCase(world.a.as('member'), world.a, { title: 'Kept typing' });
  const member = await editor('member', made);
  await title(member).fill('Typed, not saved');
  await member.waitForSelector('text=Your typing is kept as a draft');
  const theirs = { title: 'Saved meanwhile' };
  assertStatus(await world.a.as('admin').patch(made.path, theirs, ifMatch(made.version)), 200);
  await member.reload();
  await member.waitForSelector('text=This is your typing of');
  assert.equal(await title(member).inputValue(), 'Typed, not saved');
  await save(member);
  await member.waitForSelector('dialog:has-text("Saved meanwhile")');
});

test('what another changes appears on the open case and in the list, without a reload', async () => {
  const member = world.a.as('member');
  const made = await makeCase(member, world.a, { title: 'Before' });
  const reading = await at('reviewer', `/cases/${made.id}?side=comments`);
  const list = await at('reviewer', '/cases');
  assertStatus(await member.patch(made.path, { title: 'After' }, ifMatch(made.version)), 200);
  await reading.waitForSelector('h1:has-text("After")');
  await list.waitForSelector('[data-row]:has-text("After")');
  const comment = { anchor: { kind: 'case' }, text: 'Look again.', mentionIds: [] };
  assertStatus(await member.post(`${made.path}/comments`, comment), 201);
  await reading.waitForSelector('li:has-text("Look again.")');
  await makeCase(member, world.a, { title: 'Brand new' });
  await list.waitForSelector('[data-row]:has-text("Brand new")');
});

test('who loses sight of an open case sees it go', async () => {
  const admin = world.a.as('admin');
  const made = await makeCase(admin, world.a, { title: 'Closed soon' });
  const list = await at('reviewer', '/cases');
  await list.waitForSelector('[data-row]:has-text("Closed soon")');
  assertStatus(await admin.put(`${made.path}/restriction`, { grants: [] }, ifMatch(made.version)), 200);
  await list.waitForSelector('[data-row]:has-text("Closed soon")', { state: 'detached' });
});

test('what changed while the line was down is shown when it is up again', async () => {
  let down = true;
  const list = await at('reviewer');
  await list.route('**/events', (route) => (down ? route.fulfill({ status: 502 }) : route.continue()));
  await list.goto(`${world.test.url}/w/${world.a.workspaceId}/cases`);
  await list.waitForResponse((reply) => reply.url().endsWith('/events') && reply.status() === 502);
  await settled(list);
  await makeCase(world.a.as('member'), world.a, { title: 'While nobody listened' });
  down = false;
  await list.waitForSelector('[data-row]:has-text("While nobody listened")');
});

test('a name in a comment tells someone, however late the list of names comes', async () => {
  const made = await makeCase(world.a.as('member'), world.a, { title: 'Named in haste' });
  const home = await at('reviewer');
  const member = await at('member', `/cases/${made.id}?side=comments`);
  const names = Promise.withResolvers<void>();
  await member.route('**/members/query', async (route) => {
    await names.promise;
    await route.continue();
  });
  await member.getByLabel('Comment', { exact: true }).fill('@Probe reviewer in haste');
  const asked = member.waitForRequest('**/members/query');
  await member.getByRole('button', { name: 'Comment', exact: true }).click();
  await asked;
  names.resolve();
  await home.locator('[data-row]', { hasText: 'in haste' }).waitFor();
});

test('a mention by name appears at home, leads to the comment, and is done with', async () => {
  const made = await makeCase(world.a.as('member'), world.a, { title: 'Who knows this' });
  const home = await at('reviewer');
  const member = await at('member', `/cases/${made.id}?side=comments`);
  await member.getByLabel('Comment', { exact: true }).fill('@Probe reviewer is this so?');
  await member.getByRole('button', { name: 'Comment', exact: true }).click();
  const row = home.locator('[data-row]', { hasText: 'is this so?' });
  await row.waitFor();
  await row.getByRole('link', { name: 'Who knows this' }).click();
  await home.waitForSelector('li:has-text("is this so?")');
  await home.goBack();
  await row.getByRole('button', { name: 'Done with' }).click();
  await row.waitFor({ state: 'detached' });
});

test('of a case that one may no longer see, home shows no mention', async () => {
  const admin = world.a.as('admin');
  const made = await makeCase(admin, world.a, { title: 'Secret now' });
  const comment = {
    anchor: { kind: 'case' },
    text: 'For your eyes.',
    mentionIds: [world.a.people.manager.userId],
  };
  assertStatus(await admin.post(`${made.path}/comments`, comment), 201);
  const home = await at('manager');
  await home.waitForSelector('[data-row]:has-text("For your eyes.")');
  assertStatus(await admin.put(`${made.path}/restriction`, { grants: [] }, await seen(admin, made)), 200);
  await home.reload();
  await home.waitForSelector('h1:has-text("Good")');
  await home.waitForSelector('text=/Nothing waits for you|Lately|My/');
  assert.doesNotMatch((await home.textContent('main')) ?? '', /For your eyes|Secret now/);
});
