import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Range } from '#contracts/search.ts';
import { withClient } from '#tests/support/admin.ts';
import { assertStatus, type Client } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

async function write(client: Client, path: string, title: string, body: string, type = ''): Promise<string> {
  const workspace = (await client.get(path)).body;
  const reply = await client.post(`${path}/cases`, { type: type || workspace.caseTypes[0].key, title, body });
  assertStatus(reply, 201);
  return reply.body.id;
}

async function find(client: Client, path: string, text: string): Promise<string[]> {
  const reply = await client.post(`${path}/search`, { text });
  assertStatus(reply, 200);
  return reply.body.items.map((hit: { case: { title: string } }) => hit.case.title);
}

test('words and beginnings of words find a case, accents and case aside', async () => {
  const owner = world.a.as('owner');
  await write(owner, world.a.path, 'Pompe à chaleur', 'Le Überdruckventil was replaced; 東京都庁で会議.');
  for (const text of ['pompe', 'POMP', 'chal', 'uberdruckv', '東京', 'pompe replaced']) {
    assert.deepEqual(await find(owner, world.a.path, text), ['Pompe à chaleur'], text);
  }
  assert.deepEqual(await find(owner, world.a.path, 'pompe absent'), []);
  // Shares an indexed beginning with a longer word, and is not found by it.
  assert.deepEqual(await find(owner, world.a.path, 'chaleureuse'), []);
});

test('words are found in languages that write no spaces, and marked where they stand', async () => {
  const owner = world.a.as('owner');
  const texts = [
    ['会議録', '数据库备份失败，工程师重新启动了服务器。', '服务器'],
    ['障害報告', '昨夜、東京都庁で停電が発生しました。', '停電'],
    ['บันทึกการประชุม', 'เมื่อวานนี้เครื่องสูบน้ำหยุดทำงาน', 'เครื่อง'],
    ['Мороз', 'Насос остановился из-за льда.', 'насос'],
    ['תקלה', 'המשאבה נעצרה בלילה', 'המשאבה'],
  ] as const;
  for (const [title, body] of texts) await write(owner, world.a.path, title, body);
  for (const [title, , asked] of texts) {
    const reply = await owner.post(`${world.a.path}/search`, { text: asked });
    assertStatus(reply, 200);
    assert.deepEqual(
      reply.body.items.map((hit: { case: { title: string } }) => hit.case.title),
      [title],
    );
    const { text, ranges } = reply.body.items[0].snippets.find(
      ({ field }: { field: string }) => field === 'body',
    );
    // What is written as one word here may be two to the segmenter: two marks that touch.
    const inMark = (at: number) => ranges.some(({ start, end }: Range) => start <= at && at < end);
    const at = text.toLowerCase().indexOf(asked);
    assert.ok(at >= 0 && [...asked].every((_, after) => inMark(at + after)), `${asked} in ${text}`);
    assert.ok(!inMark(text.length - 1));
  }
});

test('a case of another workspace is not found, nor one its reader may not see', async () => {
  await write(world.b.as('owner'), world.b.path, 'Zebrafish', 'elsewhere');
  assert.deepEqual(await find(world.a.as('owner'), world.a.path, 'zebrafish'), []);
  await write(world.a.as('owner'), world.a.path, 'Quokka draft', 'unpublished');
  assert.deepEqual(await find(world.a.as('reviewer'), world.a.path, 'quokka'), ['Quokka draft']);
  assert.deepEqual(await find(world.a.as('viewer'), world.a.path, 'quokka'), []);
});

test('negative control: with the policy on cases gone, the viewer does find it', async () => {
  await withClient(world.test.database.adminUrl, (client) =>
    client.query('alter table app.cases disable row level security'),
  );
  assert.deepEqual(await find(world.a.as('viewer'), world.a.path, 'quokka'), ['Quokka draft']);
  await withClient(world.test.database.adminUrl, (client) =>
    client.query('alter table app.cases enable row level security'),
  );
});

test('what was edited away is not found any more', async () => {
  const owner = world.a.as('owner');
  const id = await write(owner, world.a.path, 'Walrus', 'tusk');
  assertStatus(
    await owner.patch(`${world.a.path}/cases/${id}`, { body: 'whisker' }, { 'if-match': '"v1"' }),
    200,
  );
  assert.deepEqual(await find(owner, world.a.path, 'tusk'), []);
  assert.deepEqual(await find(owner, world.a.path, 'whisk'), ['Walrus']);
});

test('the index holds no word', async () => {
  const rows = await withClient(
    world.test.database.adminUrl,
    async (client) => (await client.query('select tokens::text as t from app.search_docs')).rows,
  );
  assert.ok(rows.length >= 3);
  assert.ok(rows.every(({ t }) => /^\{[-\d,]*\}$/.test(t)));
});
