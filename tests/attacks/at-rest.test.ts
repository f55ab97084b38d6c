import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { connect } from '#server/platform/db/operator-client.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { databaseDump, folderDump, type Piece, sightings } from './dump.ts';

const planted: string[] = [];
const secrets: string[] = [];
let world: TestWorld;
let pieces: Piece[];

/** A word that is nowhere else. */
function word(what: string): string {
  const made = `Zq${what}${Math.random().toString(36).slice(2, 12)}`;
  planted.push(made);
  return made;
}

before(async () => {
  world = await startTestWorld();
  await writeEverywhere();
  await signInByMail();
  const root = await connect(world.test.database.adminUrl);
  const rows = await databaseDump(root).finally(() => root.end());
  // The outbox is where mail goes on a development machine in place of a mail server.
  pieces = [...rows, ...(await folderDump(join(world.test.folder, 'data'), ['outbox']))];
});
after(() => world.close());

async function writeEverywhere(): Promise<void> {
  const { path } = world.a;
  const owner = world.a.as('owner');
  const { version } = (await owner.get(path)).body;
  assertDone(await owner.patch(path, { name: word('workspace') }, { 'if-match': `"v${version}"` }));
  assertDone(await owner.post(`${path}/tags`, { label: word('tag'), color: 'red' }));
  assertDone(
    await owner.post(`${path}/categories`, { label: word('category'), position: 9, archived: false }),
  );
  const content = {
    title: word('title'),
    summary: word('summary'),
    body: `# ${word('heading')}\n\n${word('body')} and more.`,
    parties: [{ name: word('party'), role: word('partyrole'), note: word('partynote') }],
  };
  const made = await owner.post(`${path}/cases`, { type: 'incident', ...content });
  assertDone(made);
  const here = `${path}/cases/${made.body.id}`;
  const draft = { baseVersion: 1, content: { title: word('draft') } };
  assertDone(await owner.put(`${here}/draft`, draft));
  const comment = { anchor: { kind: 'case' }, text: word('comment'), mentionIds: [] };
  assertDone(await owner.post(`${here}/comments`, comment));
  assertDone(await owner.post(`${here}/activity`, { kind: 'note', text: word('note') }));
  assertStatus(
    await owner.post(`${path}/invitations`, { email: `${word('guest')}@example.test`, role: 'viewer' }),
    201,
  );
  const contact = await owner.post(`${path}/contacts`, {
    name: word('contact'),
    emails: [`${word('contactmail').toLowerCase()}@example.test`],
    phones: [word('telephone')],
    address: word('street'),
    note: word('contactnote'),
    source: 'other',
  });
  assertDone(contact);
  const said = { purpose: 'newsletter', decision: 'given', how: word('said') };
  assertDone(await owner.post(`${path}/contacts/${contact.body.id}/consents`, said));
  await filerOf(world, 'owner').upload(here, {
    name: `${word('filename')}.txt`,
    type: 'text/plain',
    content: Buffer.from(`Evidence: ${word('file')}. `.repeat(50)),
    caption: word('caption'),
  });
}

function assertDone({ status, text }: { readonly status: number; readonly text: string }): void {
  assert.ok(status < 300, `${status} ${text}`);
}

async function signInByMail(): Promise<void> {
  const person = world.b.people.member;
  planted.push(person.email);
  secrets.push(person.cookie.split('=')[1] ?? '', person.csrf);
  assertStatus(await clientOf(world.test.url, person).get('/session'), 200);
  assertStatus(await world.anonymous.post('/sign-in/codes', { email: person.email }), 200);
}

test('nothing that people wrote can be read in the database or the file store', () => {
  assert.ok(planted.length > 15 && pieces.length > 100);
  assert.deepEqual(
    planted.flatMap((text) => sightings(text, pieces)),
    [],
  );
});

test('no session token and no forgery token is kept as it is', () => {
  assert.deepEqual(
    secrets.flatMap((text) => sightings(text, pieces)),
    [],
  );
});

test('negative control: what is stored in clear is found, in each spelling', async () => {
  const seen = 'SeenInClear';
  const spellings = [seen, Buffer.from(seen).toString('hex'), Buffer.from(`a ${seen} b`).toString('base64')];
  for (const spelling of spellings) {
    assert.equal(
      sightings(seen, [{ where: 'here', bytes: Buffer.from(`(1,${spelling})`) }]).length,
      1,
      spelling,
    );
  }
  assert.ok(
    sightings('knowledge', pieces).length > 0,
    'the preset of a workspace is not sealed, and is found',
  );
});
