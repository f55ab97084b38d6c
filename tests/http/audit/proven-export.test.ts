import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { auditVerifyCommand } from '#server/operator/audit-verify.ts';
import { verifyExport } from '#server/security/audit/verify.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { uncountRates } from '#tests/support/uncounted-rates.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld({ prepare: uncountRates });
  for (let i = 0; i < 20; i += 1) await makeCase(world.a.as('member'), world.a, { title: `Number ${i}` });
  await makeCase(world.b.as('member'), world.b, { title: 'Of B' });
  await sealed();
});
after(() => world.close());

const exported = async (body: object): Promise<string[]> => {
  const reply = await world.a.as('admin').post(`${world.a.path}/audit/exports`, body);
  assertStatus(reply, 200);
  return reply.text.trim().split('\n');
};
const headOf = (lines: readonly string[]): Json => JSON.parse(lines[0] ?? '');
const created = { actions: ['case.created'] };
const entriesOf = (lines: readonly string[]): Json[] =>
  lines.map((line) => JSON.parse(line)).filter(({ type }) => type === 'entry');

/** What the command says of an export. */
async function saidOf(lines: readonly string[]): Promise<string> {
  const file = join(await mkdtemp(join(tmpdir(), 'caseward-audit-')), 'export');
  await writeFile(file, `${lines.join('\n')}\n`);
  const said: string[] = [];
  await auditVerifyCommand([file], (line) => said.push(line));
  return said.join('\n');
}

async function sealed(): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    if (entriesOf(await exported({ format: 'ndjson', filter: created })).length === 20) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the log was not sealed');
}

test('each entry of a filtered export carries its proof, and the file verifies offline', async () => {
  const lines = await exported({ format: 'ndjson', filter: created });
  const found = await verifyExport(lines);
  assert.deepEqual([found.ok, found.entries, found.withheld], [true, 20, 0]);
  const [first] = entriesOf(lines);
  assert.equal(first.entry.action, 'case.created');
  assert.equal(first.shown.actor.id, world.a.people.member.userId);
  assert.equal(first.shown.ip, '127.0.0.1');
  assert.ok(!lines.join().includes(world.b.workspaceId));
});

test('the table verifies too, and what is read in it is what was sealed', async () => {
  const lines = await exported({ format: 'csv', filter: created });
  const good = await verifyExport(lines);
  assert.deepEqual([good.ok, good.entries], [true, 20]);
  const at = lines.findIndex((line) => /^\d+,/.test(line));
  const forged = (lines[at] ?? '').replace(',case.created,', ',case.purged,');
  const bad = await verifyExport(lines.with(at, forged));
  assert.equal(bad.ok, false);
  assert.match(bad.firstBad?.sentence ?? '', /reads otherwise/);
});

test('an entry that was changed, moved, taken twice or given another proof is named', async () => {
  const lines = await exported({ format: 'ndjson', filter: created });
  const [one = '', two = ''] = lines.slice(1, 3);
  const forgeries = [
    lines.with(1, one.replace('case.created', 'case.erased')),
    lines.with(
      1,
      one.replace(/"seq":(\d+)/, (_all, seq) => `"seq":${Number(seq) + 1}`),
    ),
    lines.with(1, two).with(2, one),
    lines.toSpliced(2, 0, one),
    lines.with(1, JSON.stringify({ ...JSON.parse(one), proof: JSON.parse(two).proof })),
    lines.toSpliced(2, 1),
    lines.with(0, JSON.stringify({ ...headOf(lines), trail: [] })),
  ];
  for (const forged of forgeries) assert.equal((await verifyExport(forged)).ok, false);
  assert.equal((await verifyExport(lines)).ok, true, 'control: as it came');
});

test('what fits a filter is not said to be complete: one left out, with the count set right, is not found', async () => {
  const lines = await exported({ format: 'ndjson', filter: created });
  const { entries, ...end } = JSON.parse(lines.at(-1) ?? '');
  const fewer = [...lines.toSpliced(2, 1).slice(0, -1), JSON.stringify({ ...end, entries: entries - 1 })];
  const found = await verifyExport(fewer);
  assert.deepEqual([found.ok, found.whole, found.entries], [true, false, entries - 1]);
  const said = await saidOf(fewer);
  assert.match(said, /none edited, inserted or reordered\.\nWhether one that fits was left out/);
  assert.doesNotMatch(said, /deleted/);
  const log = await exported({ format: 'jsonl' });
  assert.match(await saidOf(log), /none edited, deleted, inserted or reordered/);
  const at = log.findIndex((line) => JSON.parse(line).type === 'entry');
  assert.equal((await verifyExport(log.toSpliced(at, 1))).ok, false, 'control: the whole log tells');
});

test('a checkpoint kept from before is continued, and the export proves it', async () => {
  const kept = headOf(await exported({ format: 'ndjson', filter: created })).trail.at(-1).note;
  const size = Number(kept.split('\n')[1]);
  await makeCase(world.a.as('member'), world.a, { title: 'Later' });
  let lines: string[] = [];
  for (let i = 0; i < 40 && entriesOf(lines).length < 21; i += 1) {
    lines = await exported({ format: 'ndjson', filter: created, since: size });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.equal((await verifyExport(lines, { note: kept })).ok, true);
  const without = await exported({ format: 'ndjson', filter: created });
  assert.match((await verifyExport(without, { note: kept })).firstBad?.sentence ?? '', /ask for it since/);
});

test('an export that broke off says so, and is taken up again where it did', async () => {
  const whole = await exported({ format: 'ndjson', filter: created });
  const size = Number(headOf(whole).trail.at(-1).note.split('\n')[1]);
  for (const format of ['ndjson', 'csv'] as const) {
    const all = await exported({ format, filter: created });
    const kept = all.slice(0, 9);
    const broken = await verifyExport(kept);
    assert.equal(broken.ok, false);
    assert.match(broken.firstBad?.sentence ?? '', /breaks off behind entry \d+/);
    const after = (broken.firstBad?.seq ?? 0) - 1;
    const head = format === 'csv' ? /"\{""type"":""header"".*/.exec(all[1] ?? '')?.[0] : all[0];
    const noted = Number(/audit\\\\?n(\d+)/.exec(head ?? '')?.[1] ?? size);
    const rest = await exported({ format, filter: created, resume: { size: noted, after } });
    const joined = await verifyExport([...kept, ...rest]);
    assert.deepEqual([joined.ok, joined.firstBad], [true, undefined]);
    assert.ok(joined.entries >= 20);
    const gap = await exported({ format, filter: created, resume: { size: noted, after: after + 3 } });
    assert.equal(
      (await verifyExport([...kept, ...gap])).ok,
      false,
      'control: a part that leaves entries out',
    );
  }
});

test('a reader that goes away in the middle leaves nothing behind', async () => {
  const { url } = world.test;
  const { cookie, csrf } = world.a.people.admin;
  const leave = new AbortController();
  const reply = await fetch(`${url}/api/v1${world.a.path}/audit/exports`, {
    method: 'POST',
    signal: leave.signal,
    headers: { cookie, 'x-caseward-csrf': csrf, 'content-type': 'application/json' },
    body: JSON.stringify({ format: 'ndjson' }),
  });
  assert.equal(reply.status, 200);
  await reply.body?.getReader().read();
  leave.abort();
  // Its transaction is over: nothing of it holds the database, and the next export is whole.
  assert.equal((await verifyExport(await exported({ format: 'ndjson' }))).ok, true);
});

test('a checkpoint that is not there cannot be gone on from', async () => {
  const body = { format: 'ndjson', resume: { size: 1_000_000, after: 3 } };
  const reply = await world.a.as('admin').post(`${world.a.path}/audit/exports`, body);
  assertStatus(reply, 422);
  assert.equal(reply.body.field, 'resume.size');
});
