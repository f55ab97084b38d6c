import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { ifMatch, type MadeCase, makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { type Filer, filerOf } from '#tests/support/evidence.ts';
import { pdf } from '#tests/support/files/pdf.ts';
import { png } from '#tests/support/files/pictures.ts';
import { docx } from '#tests/support/files/zip.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let filer: Filer;
let made: MadeCase;
before(async () => {
  world = await startTestWorld();
  filer = filerOf(world, 'member');
  made = await makeCase(world.a.as('member'), world.a);
});
after(() => world.close());

async function keep(name: string, content: Uint8Array, more: Record<string, unknown> = {}): Promise<string> {
  const settled = await filer.upload(made.path, { name, content, ...more });
  assert.equal(settled.state, 'clean', settled.refusal);
  return settled.id;
}

async function listed(): Promise<Json[]> {
  const reply = await world.a.as('member').post(`${made.path}/evidence/query`, {});
  assertStatus(reply, 200);
  return reply.body.items;
}

test('a range is that slice of the file', async () => {
  const content = Buffer.from(Array.from({ length: 300_000 }, (_, at) => 32 + ((at * 7) % 90)));
  const id = await keep('data.txt', content);
  for (const [range, start, end] of [
    ['0-0', 0, 1],
    ['65535-65536', 65_535, 65_537],
    ['65536-196607', 65_536, 196_608],
    ['-5', 299_995, 300_000],
    ['299000-', 299_000, 300_000],
    ['100-999999', 100, 300_000],
  ] as const) {
    const part = await filer.open(id, 'content', { range: `bytes=${range}` });
    assert.equal(part.status, 206, range);
    assert.equal(part.headers.get('content-range'), `bytes ${start}-${end - 1}/300000`);
    assert.ok(part.bytes.equals(content.subarray(start, end)), range);
  }
  assert.equal((await filer.open(id, 'content', { range: 'bytes=300000-' })).status, 416);
  const whole = await filer.open(id, 'content', { range: 'bytes=0-1,5-6' });
  assert.equal(whole.status, 200);
  assert.ok(whole.bytes.equals(content));
});

test('a drawing is served without its script, sandboxed, to download as well', async () => {
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="5" height="5" onload="alert(2)"/></svg>';
  const id = await keep('plan.svg', Buffer.from(drawing));
  const preview = await filer.open(id, 'preview');
  assert.equal(preview.headers.get('content-type'), 'image/svg+xml');
  assert.match(preview.headers.get('content-security-policy') ?? '', /sandbox/);
  assert.match(preview.headers.get('content-security-policy') ?? '', /default-src 'none'/);
  for (const { bytes } of [preview, await filer.open(id)]) {
    assert.ok(bytes.includes('<rect'));
    assert.doesNotMatch(bytes.toString(), /script|alert|onload/);
  }
  assert.match(
    (await filer.upload(made.path, { name: 'a.svg', content: Buffer.from('<svg/>') })).refusal,
    /safely/,
  );
});

test('what may be previewed is shown in a sandbox; the rest is only given out', async () => {
  const ids = [
    await keep('a.png', png(3, 3)),
    await keep('a.pdf', pdf(['x'])),
    await keep('a.md', Buffer.from('# x')),
  ];
  const types = ['image/png', 'application/pdf', 'text/plain; charset=utf-8'];
  for (const [index, id] of ids.entries()) {
    const shown = await filer.open(id, 'preview');
    assert.equal(shown.status, 200);
    assert.equal(shown.headers.get('content-type'), types[index]);
    assert.equal(shown.headers.get('x-content-type-options'), 'nosniff');
    assert.match(shown.headers.get('content-disposition') ?? '', /^inline/);
    assert.match(shown.headers.get('content-security-policy') ?? '', /sandbox/);
  }
  const word = await keep('a.docx', docx('x'));
  assert.equal((await filer.open(word, 'preview')).status, 404);
  assert.equal((await filer.open(word)).status, 200);
});

test('a hostile name stays a name', async () => {
  await keep('a"; filename=b.html\u2044..\\x.txt', Buffer.from('x'));
  const file = (await listed()).at(-1);
  assert.equal(file.name, 'a_; filename=b.html_.._x.txt');
  const opened = await filer.open(file.id);
  assert.equal(
    opened.headers.get('content-disposition'),
    `attachment; filename="a__ filename=b.html_.._x.txt"; filename*=UTF-8''a_%3B%20filename%3Db.html_.._x.txt`,
  );
});

test('a file is renamed and described, but keeps its ending', async () => {
  const member = world.a.as('member');
  const id = await keep('old.txt', Buffer.from('x'));
  const version = (await listed()).find((file) => file.id === id).version;
  const path = `${world.a.path}/evidence/${id}`;
  const patch = { name: 'new.txt', caption: 'The log', tags: ['pump'] };
  assertStatus(await member.patch(path, patch), 428);
  assertStatus(await member.patch(path, { name: 'new.exe' }, ifMatch(version)), 422);
  const changed = await member.patch(path, patch, ifMatch(version));
  assertStatus(changed, 200);
  assert.deepEqual(
    [changed.body.name, changed.body.caption, changed.body.tags],
    ['new.txt', 'The log', ['pump']],
  );
  assertStatus(await member.patch(path, patch, ifMatch(version)), 412);
  assertStatus(await world.a.as('viewer').patch(path, patch, ifMatch(version + 1)), 403);
});

test('a file for reviewers is seen by them, the owner and whoever sent it', async () => {
  const open = await makeCase(world.a.as('owner'), world.a);
  const owner = filerOf(world, 'owner');
  const settled = await owner.upload(open.path, {
    name: 'a.txt',
    content: Buffer.from('x'),
    visibility: 'reviewers',
  });
  assert.equal((await filerOf(world, 'reviewer').open(settled.id)).status, 200);
  assert.equal((await filer.open(settled.id)).status, 404);
});

test('a new version takes the place of the old one, which stays readable', async () => {
  const first = await keep('v.txt', Buffer.from('first'));
  const second = await keep('v.txt', Buffer.from('second'), { replacesId: first });
  const ids = (await listed()).map((file) => file.id);
  assert.ok(ids.includes(second) && !ids.includes(first));
  const versions = await world.a.as('member').get(`${world.a.path}/evidence/${second}/versions`);
  assertStatus(versions, 200);
  assert.deepEqual(
    versions.body.items.map((file: Json) => file.id),
    [second, first],
  );
  assert.equal((await filer.open(first)).bytes.toString(), 'first');
  const other = await makeCase(world.a.as('member'), world.a);
  assertStatus(
    await filer.start(other.path, { name: 'v.txt', content: Buffer.from('x'), replacesId: first }),
    422,
  );
});

test('one deletes one’s own file while it is young; Managers delete any; its bytes are gone', async () => {
  const [mine, theirs] = [
    await keep('mine.txt', Buffer.from('x')),
    await keep('theirs.txt', Buffer.from('x')),
  ];
  const path = (id: string) => `${world.a.path}/evidence/${id}`;
  assertStatus(await world.a.as('reviewer').delete(path(mine)), 403);
  assertStatus(await world.a.as('member').delete(path(mine)), 204);
  await withClient(world.test.database.adminUrl, (client) =>
    client.query(`update app.evidence set created_at = now() - interval '73 hours' where id = $1`, [theirs]),
  );
  assertStatus(await world.a.as('member').delete(path(theirs)), 403);
  assertStatus(await world.a.as('manager').delete(path(theirs)), 204);
  for (const id of [mine, theirs]) assert.equal((await filer.open(id)).status, 404);
});

test('another workspace sees nothing of a file', async () => {
  const id = await keep('a.txt', Buffer.from('x'));
  const stranger = filerOf(world, 'owner', world.b);
  for (const what of ['content', 'preview', 'versions'])
    assert.equal((await stranger.open(id, what)).status, 404);
  assertStatus(await world.b.as('owner').delete(`${world.b.path}/evidence/${id}`), 404);
  assertStatus(await world.b.as('owner').post(`${world.b.path}/cases/${made.id}/evidence/query`, {}), 404);
  assert.equal((await filerOf(world, 'owner').open(id)).status, 200, 'the file was there');
});
