import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { testLog, testSigner } from '#tests/support/audit-log.ts';
import { auditVerifyCommand } from './audit-verify.ts';
import { linesOf } from './lines.ts';

const folder = mkdtempSync(join(tmpdir(), 'caseward-audit-'));
const log = testLog(await testSigner(), [3, 2]);
const [header = ''] = log.text();
const key = String(JSON.parse(header).key);

function write(name: string, lines: readonly string[]): string {
  const file = join(folder, name);
  writeFileSync(file, `${lines.join('\n')}\n`);
  return file;
}

async function run(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await auditVerifyCommand(
    args,
    (line) => out.push(line),
    (line) => err.push(line),
  );
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const honest = write('honest.jsonl', log.text());

test('an honest export holds, and its key is shown for comparing', async () => {
  const { code, out } = await run(honest);
  assert.equal(code, 0);
  assert.match(out, /^Holds: 5 entries, 2 signed checkpoints/);
  assert.ok(out.includes(key));
  assert.ok(!(await run(honest, '--key', key)).out.includes(key));
});

test('a changed one is broken, and the entry is named', async () => {
  const [bad] = log.lines.slice(1);
  const text = log.text().map((line) => line.replace('"count":1', '"count":7'));
  const { code, out } = await run(write('edited.jsonl', text));
  assert.equal(code, 1);
  assert.match(out, /^BROKEN: Entry 1 /);
  assert.ok(bad?.type === 'entry' && out.includes(bad.entry.id));
});

test('another key, or a shorter log than before, is broken', async () => {
  const other = testLog(await testSigner(), [5]);
  assert.equal((await run(write('other.jsonl', other.text()), '--key', key)).code, 1);
  const kept = join(folder, 'kept.note');
  assert.equal((await run(honest, '--keep', kept)).code, 0);
  assert.match(readFileSync(kept, 'utf8'), /^cases\.example\.org\/audit\n5\n/);
  const short = write('short.jsonl', log.text(log.lines.slice(0, 4)));
  assert.equal((await run(short)).code, 0);
  assert.equal((await run(short, '--checkpoint', kept)).code, 1);
});

test('as JSON for other tools', async () => {
  const { ok, entries } = JSON.parse((await run(honest, '--json')).out);
  assert.deepEqual([ok, entries], [true, 5]);
});

test('no file, or one that is not there, is said', async () => {
  assert.equal((await run()).code, 2);
  const { code, err } = await run(join(folder, 'absent'));
  assert.equal(code, 2);
  assert.match(err, /^The export cannot be read/);
});

test('lines end at line feeds alone, however the bytes arrive', async () => {
  const bytes = Buffer.from('{"a":"ž\u2028\r"}\n\n{"b":1}');
  for (const size of [1, 2, 5, 100]) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    );
    async function* stream() {
      yield* pieces;
    }
    assert.deepEqual(await Array.fromAsync(linesOf(stream())), ['{"a":"ž\u2028\r"}', '', '{"b":1}']);
  }
});
