import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { connect, type OperatorClient } from '#server/platform/db/operator-client.ts';
import { type MadeCase, makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Reply } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

const SECRET = 'Zirconium ledger of the harbour';
const BLAND: Readonly<Record<number, string>> = { 404: 'not_found', 500: 'internal' };

let world: TestWorld;
let admin: OperatorClient;
before(async () => {
  world = await startTestWorld({ env: { CASEWARD_LOG_LEVEL: 'silent' } });
  admin = await connect(world.test.database.adminUrl);
});
after(async () => {
  await admin.end();
  await world.close();
});

/** A bland answer: not a word of what was sealed, and not a word of why. */
function assertBland({ status, text }: Pick<Reply, 'status' | 'text'>): void {
  assert.equal(JSON.parse(text).code, BLAND[status], text);
  assert.ok(!text.includes('ledger'), text);
  assert.ok(!/seal|cipher|key|decrypt|column/i.test(text), text);
}

const make = (place: TestWorld['a'], title: string): Promise<MadeCase> =>
  makeCase(place.as('member'), place, { title, body: `${SECRET}. ${title}` });

async function sealOf(made: MadeCase, column: string): Promise<Buffer> {
  const { rows } = await admin.query<{ seal: Buffer }>(
    `select ${column} as seal from app.cases where id = $1`,
    [made.id],
  );
  assert.ok(rows[0]);
  return rows[0].seal;
}

async function put(made: MadeCase, column: string, seal: Buffer): Promise<void> {
  await admin.query(`update app.cases set ${column} = $2 where id = $1`, [made.id, seal]);
}

for (const column of ['sealed_list', 'sealed_body']) {
  test(`${column} of another case is not opened`, async () => {
    const [victim, mine] = [await make(world.a, 'Theirs'), await make(world.a, 'Mine')];
    await put(mine, column, await sealOf(victim, column));
    assertBland(await world.a.as('member').get(mine.path));
  });

  test(`${column} of a case of another workspace is not opened`, async () => {
    const [victim, mine] = [await make(world.b, 'Theirs'), await make(world.a, 'Mine')];
    await put(mine, column, await sealOf(victim, column));
    assertBland(await world.a.as('owner').get(mine.path));
  });

  test(`${column} with one bit changed is not opened`, async () => {
    const mine = await make(world.a, 'Mine');
    const seal = await sealOf(mine, column);
    seal.writeUInt8(seal.readUInt8(seal.length - 1) ^ 1, seal.length - 1);
    await put(mine, column, seal);
    assertBland(await world.a.as('owner').get(mine.path));
  });
}

test('seals that two cases of a page exchange are not shown, though the page was shown before', async () => {
  const [one, other] = [await make(world.a, 'One'), await make(world.a, 'Other')];
  const seals = [await sealOf(one, 'sealed_list'), await sealOf(other, 'sealed_list')] as const;
  const page = () => world.a.as('owner').post(`${world.a.path}/cases/query`, { limit: 2 });
  for (const _ of [1, 2]) assert.equal((await page()).body.items[0].title, 'Other');
  await put(one, 'sealed_list', seals[1]);
  await put(other, 'sealed_list', seals[0]);
  assertBland(await page());
  await put(one, 'sealed_list', seals[0]);
  await put(other, 'sealed_list', seals[1]);
  assert.equal((await page()).body.items[0].title, 'Other');
});

test('a seal moved into another column of its own row is not opened', async () => {
  const mine = await make(world.a, 'Mine');
  await put(mine, 'sealed_list', await sealOf(mine, 'sealed_body'));
  assertBland(await world.a.as('owner').get(mine.path));
});

test('a seal moved into another table is not opened', async () => {
  const mine = await make(world.a, 'Mine');
  const body = { anchor: { kind: 'case' }, text: 'Why?', mentionIds: [] };
  const comment = await world.a.as('member').post(`${mine.path}/comments`, body);
  assertStatus(comment, 201);
  await admin.query('update app.comments set sealed_content = $2 where id = $1', [
    comment.body.id,
    await sealOf(mine, 'sealed_body'),
  ]);
  assertBland(await world.a.as('member').post(`${mine.path}/comments/query`, {}));
});

test('the content of a file under the name of another file is not given out', async () => {
  const mine = await make(world.a, 'Mine');
  const filer = filerOf(world, 'member');
  const [first, second] = [
    await filer.upload(mine.path, { name: 'a.txt', content: Buffer.from(SECRET) }),
    await filer.upload(mine.path, { name: 'b.txt', content: Buffer.from('nothing much') }),
  ];
  await admin.query('alter table app.evidence drop constraint if exists evidence_blob_key_key');
  const point = `update app.evidence e set blob_key = o.blob_key, sealed_list = o.sealed_list
    from app.evidence o where e.id = $1 and o.id = $2`;
  await admin.query(point, [second.id, first.id]);
  const opened = await filer.open(second.id);
  assert.ok(!opened.bytes.includes('ledger'), `${opened.status} ${opened.bytes}`);
});

test('control: a seal put back where it belongs opens', async () => {
  const mine = await make(world.a, 'Mine');
  const seal = await sealOf(mine, 'sealed_body');
  await put(mine, 'sealed_body', Buffer.from('gone'));
  assertBland(await world.a.as('member').get(mine.path));
  await put(mine, 'sealed_body', seal);
  const shown = await world.a.as('member').get(mine.path);
  assertStatus(shown, 200);
  assert.ok(shown.text.includes(SECRET));
});
