import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PIECE_BYTES } from '#contracts/evidence-types.ts';
import { createLogger } from '#server/platform/log/index.ts';
import { sensitiveNames } from '#server/security/classification.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { type Filer, filerOf } from '#tests/support/evidence.ts';
import { windowsProgram } from '#tests/support/files/malware.ts';
import { pdf } from '#tests/support/files/pdf.ts';
import { png } from '#tests/support/files/pictures.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let filer: Filer;
let casePath: string;
let errors = '';
before(async () => {
  const destination = {
    write(line: string) {
      errors += line;
    },
  };
  const log = createLogger({ level: 'error', sensitive: sensitiveNames, destination });
  world = await startTestWorld({ log });
  filer = filerOf(world, 'member');
  casePath = (await makeCase(world.a.as('member'), world.a)).path;
});
after(() => world.close());

const text = (content: string) => ({ name: 'note.txt', type: 'text/plain', content: Buffer.from(content) });

test('a file is sent, looked at, listed and read back', async () => {
  const content = pdf(['Pump three lost pressure']);
  const settled = await filer.upload(casePath, {
    name: 'report.pdf',
    type: 'application/pdf',
    content,
    caption: 'Log',
  });
  assert.equal(settled.state, 'clean');
  const { body } = await world.a.as('reviewer').post(`${casePath}/evidence/query`, {});
  const [file] = body.items;
  assert.equal(file.name, 'report.pdf');
  assert.equal(file.caption, 'Log');
  assert.equal(file.preview, 'pdf');
  assert.match(file.sha256, /^[0-9a-f]{64}$/);
  const opened = await filer.open(settled.id);
  assert.equal(opened.status, 200);
  assert.ok(opened.bytes.equals(content));
  assert.equal(opened.headers.get('content-disposition'), 'attachment; filename="report.pdf"');
  assert.equal(opened.headers.get('content-type'), 'application/octet-stream');
  assert.equal(opened.headers.get('cache-control'), 'no-store');
});

test('an upload that was interrupted goes on where it stopped', async () => {
  const content = Buffer.alloc(PIECE_BYTES + 1000, 'pump three lost pressure\n');
  const started = await filer.start(casePath, { name: 'long.log', content });
  assertStatus(started, 201);
  const { id } = started.body;
  assertStatus(await filer.piece(id, 0, content.subarray(0, PIECE_BYTES)), 200);
  const broken = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(content.subarray(PIECE_BYTES, PIECE_BYTES + 300));
      controller.error(new Error('the train went into a tunnel'));
    },
  });
  await assert.rejects(filer.piece(id, PIECE_BYTES, broken));
  const asked = await world.a.as('member').get(`${world.a.path}/uploads/${id}`);
  assert.equal(asked.body.offset, PIECE_BYTES);
  assertStatus(await filer.piece(id, PIECE_BYTES, content.subarray(PIECE_BYTES)), 200);
  assert.equal((await filer.settled(id)).state, 'clean');
  assert.ok((await filer.open(id)).bytes.equals(content));
  assert.equal(errors, '', 'whoever goes away in the middle is no error of the server');
});

test('a piece at the wrong place, too long or too short is refused, and changes nothing', async () => {
  const { body } = await filer.start(casePath, text('twelve bytes'));
  const elsewhere = await filer.piece(body.id, 5, Buffer.from('bytes'));
  assertStatus(elsewhere, 409);
  assert.equal(elsewhere.body.details.offset, 0);
  assertStatus(await filer.piece(body.id, 0, Buffer.from('more than twelve bytes')), 413);
  assertStatus(await filer.piece(body.id, 0, Buffer.from('less')), 400);
  assertStatus(await filer.piece(body.id, 0, Buffer.from('twelve bytes')), 200);
  assert.equal((await filer.settled(body.id)).state, 'clean');
  assertStatus(await filer.piece(body.id, 12, Buffer.from('x')), 409);
});

test('what cannot be taken is refused before a byte is sent, and says why', async () => {
  const refused = async (file: { name: string; type?: string; size?: number }) => {
    const reply = await world.a.as('member').post(`${casePath}/uploads`, { size: 10, ...file });
    return `${reply.status} ${reply.body.message}`;
  };
  assert.equal(await refused({ name: 'setup.exe' }), '415 Files named .exe are not kept as evidence.');
  assert.match(await refused({ name: 'a.png', type: 'text/html' }), /^415 .*another type/);
  assert.match(
    await refused({ name: 'a.png', size: 51 * 1024 * 1024 }),
    /^413 .*limit for pictures is 50 MB/,
  );
});

test('a file whose bytes are not its type is refused with what was found', async () => {
  const sent = async (name: string, content: Uint8Array) =>
    (await filer.upload(casePath, { name, content })).refusal;
  assert.equal(await sent('a.png', pdf(['x'])), 'The file is named .png, but inside it is a PDF document.');
  assert.equal(
    await sent('a.pdf', windowsProgram()),
    'The file is named .pdf, but inside it is a Windows program.',
  );
  assert.equal(await sent('a.txt', png(2, 2)), 'The file is named .txt, but inside it is a PNG picture.');
});

test('a file that does not have the promised digest is refused', async () => {
  const settled = await filer.upload(casePath, { ...text('hello'), sha256: '0'.repeat(64) });
  assert.equal(settled.refusal, 'The file did not arrive as it was sent.');
});

test('twenty files may be on their way, not more', async () => {
  const admin = filerOf(world, 'admin');
  for (let count = 0; count < 20; count += 1) assertStatus(await admin.start(casePath, text('hello')), 201);
  assertStatus(await admin.start(casePath, text('hello')), 409);
});

test('nobody sends, sees or cancels the upload of another', async () => {
  const { body } = await filer.start(casePath, text('hello'));
  const path = `${world.a.path}/uploads/${body.id}`;
  for (const role of ['owner', 'reviewer'] as const) {
    assertStatus(await world.a.as(role).get(path), 404);
    assertStatus(await world.a.as(role).delete(path), 404);
    assertStatus(await filerOf(world, role).piece(body.id, 0, Buffer.from('other')), 404);
  }
  assertStatus(await filerOf(world, 'member', world.b).piece(body.id, 0, Buffer.from('other')), 404);
  assertStatus(await world.a.as('viewer').post(`${casePath}/uploads`, { name: 'a.txt', size: 1 }), 403);
  assertStatus(await world.a.as('member').delete(path), 204);
  assertStatus(await world.a.as('member').get(path), 404);
});

test('only routes for bytes take bytes, and those take nothing else', async () => {
  const { body } = await filer.start(casePath, text('hello'));
  const asJson = await world.a
    .as('member')
    .patch(`${world.a.path}/uploads/${body.id}`, {}, { 'upload-offset': '0' });
  assertStatus(asJson, 415);
  const bytes = { 'content-type': 'application/octet-stream' };
  assertStatus(
    await world.a.as('member').post(`${casePath}/uploads`, { name: 'a.txt', size: 1 }, bytes),
    415,
  );
});

test('nothing of a file stands on the disk in clear, on its way or settled', async () => {
  const secret = 'Valve 4711 opens to the left.';
  const started = await filer.start(casePath, text(secret.repeat(50_000)));
  await filer.piece(started.body.id, 0, Buffer.from(secret.repeat(50_000)));
  const inClear = async () => {
    const found: string[] = [];
    for (const entry of await readdir(world.test.folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && (await readFile(path)).includes(secret)) found.push(path);
    }
    return found;
  };
  assert.deepEqual(await inClear(), []);
  assert.equal((await filer.settled(started.body.id)).state, 'clean');
  assert.deepEqual(await inClear(), []);
  assert.ok((await filer.open(started.body.id)).bytes.includes(secret), 'it is the text that was sent');
});
