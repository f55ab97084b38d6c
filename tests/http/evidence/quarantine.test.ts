import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sweepEvidence } from '#server/features/evidence/index.ts';
import { settleEvidence } from '#server/features/evidence/settle-evidence.ts';
import type { Scanner } from '#server/platform/scan/index.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { type Filer, filerOf } from '#tests/support/evidence.ts';
import { EICAR } from '#tests/support/files/malware.ts';
import { pdf } from '#tests/support/files/pdf.ts';
import { docx } from '#tests/support/files/zip.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
let filer: Filer;
let casePath: string;
let real: Scanner;
before(async () => {
  world = await startTestWorld();
  filer = filerOf(world, 'member');
  casePath = (await makeCase(world.a.as('member'), world.a)).path;
  real = world.test.app.services.scanner;
});
after(async () => {
  scanWith(real);
  await world.close();
});

function scanWith(scanner: Scanner): void {
  Object.assign(world.test.app.services, { scanner });
}

function saying(verdict: 'clean' | 'error'): Scanner {
  const result = verdict === 'error' ? ({ verdict, detail: 'away' } as const) : ({ verdict } as const);
  return {
    scan: async () => result,
    health: async () => ({ up: true, detail: '' }),
    close: async () => undefined,
  };
}

const infected = { name: 'notes.txt', content: EICAR };

async function statuses(id: string): Promise<number[]> {
  const owner = filerOf(world, 'owner');
  const opened = [await filer.open(id), await filer.open(id, 'preview'), await owner.open(id)];
  return opened.map(({ status }) => status);
}

async function listedTo(role: 'owner' | 'member'): Promise<string[]> {
  const reply = await world.a.as(role).post(`${casePath}/evidence/query`, {});
  assertStatus(reply, 200);
  return reply.body.items.map((file: { id: string }) => file.id);
}

test('an infected file is refused, says why, and is never served or listed to others', async () => {
  const settled = await filer.upload(casePath, infected);
  assert.equal(settled.state, 'refused');
  assert.equal(settled.refusal, 'The file is the EICAR test file, which every virus scanner must refuse.');
  assert.deepEqual(await statuses(settled.id), [404, 404, 404]);
  assert.ok(!(await listedTo('owner')).includes(settled.id));
  assert.ok((await listedTo('member')).includes(settled.id), 'whoever sent it sees what became of it');
});

test('documents that bring a program are refused', async () => {
  const macros = docx('Dear all', { 'word/vbaProject.bin': 'x' });
  const script = pdf(['x'], '/OpenAction 10 0 R', ['<< /S /JavaScript /JS (app.alert(1)) >>']);
  assert.match((await filer.upload(casePath, { name: 'a.docx', content: macros })).refusal, /with macros/);
  assert.match((await filer.upload(casePath, { name: 'a.pdf', content: script })).refusal, /runs JavaScript/);
});

test('two nodes that look at one file at once leave it whole', async () => {
  scanWith(saying('error'));
  const content = Buffer.from('Seen by two.');
  const { body } = await filer.start(casePath, { name: 'twice.txt', content });
  assertStatus(await filer.piece(body.id, 0, content), 200);
  scanWith(saying('clean'));
  const { services } = world.test.app;
  const job = { workspaceId: world.a.workspaceId, evidenceId: body.id, once: true };
  await Promise.all(Array.from({ length: 4 }, () => settleEvidence(services, job)));
  scanWith(real);
  assert.equal((await filer.settled(body.id)).state, 'clean');
  await sweepEvidence(services);
  const opened = await filer.open(body.id);
  assert.deepEqual([opened.status, opened.bytes.toString()], [200, content.toString()]);
});

test('the scanner is what refuses: a blind one would let the same file be served', async () => {
  scanWith(saying('clean'));
  const settled = await filer.upload(casePath, infected);
  scanWith(real);
  assert.equal(settled.state, 'clean');
  assert.equal((await filer.open(settled.id)).status, 200);
});

test('while the scanner is away a file waits, unseen; it passes when the scanner is back', async () => {
  scanWith(saying('error'));
  const { body } = await filer.start(casePath, { name: 'waiting.txt', content: Buffer.from('hello') });
  await filer.piece(body.id, 0, Buffer.from('hello'));
  await new Promise((done) => setTimeout(done, 2500));
  const asked = await world.a.as('member').get(`${world.a.path}/uploads/${body.id}`);
  assert.equal(asked.body.state, 'quarantined');
  assert.deepEqual(await statuses(body.id), [404, 404, 404]);
  assert.ok(!(await listedTo('owner')).includes(body.id));
  scanWith(real);
  assert.equal((await filer.settled(body.id)).state, 'clean');
  assert.deepEqual(await statuses(body.id), [200, 200, 200]);
});

test('nothing of a refused file is kept', async () => {
  const before = await blobCount();
  await filer.upload(casePath, infected);
  assert.equal(await blobCount(), before);
});

async function blobCount(): Promise<number> {
  const { blobs } = world.test.app.services;
  return (await Array.fromAsync(blobs.list(world.a.workspaceId))).length;
}
