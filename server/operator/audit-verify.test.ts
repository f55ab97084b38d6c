import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { testLog, testSigner } from '#tests/support/audit-log.ts';
import { linesOf } from '../security/audit/lines.ts';
import { verifyExport, verifyStream } from '../security/audit/verify.ts';
import { auditVerifyCommand } from './audit-verify.ts';

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

test('one of anything is said as one', async () => {
  const { out } = await run(write('one.jsonl', testLog(await testSigner(), [1]).text()));
  assert.match(out, /^Holds: 1 entry, 1 signed checkpoint, none edited, deleted, inserted or reordered\./);
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

test('in several threads the outcome is that of one, honest or not', async () => {
  const long = testLog(
    await testSigner(),
    Array.from({ length: 12 }, () => 25),
  );
  const text = long.text();
  const kinds: Record<string, readonly string[]> = {
    honest: text,
    edited: text.map((line) => line.replace('"count":137', '"count":7')),
    'without an entry': text.filter((line) => !line.includes('"count":201,')),
    'with one twice': text.flatMap((line) => (line.includes('"count":58,') ? [line, line] : [line])),
    'in another order': text.toSpliced(100, 2, ...text.slice(100, 102).toReversed()),
    'with a line that is none': text.toSpliced(250, 0, '{"type":'),
    'cut within a line': [...text.slice(0, -40), text.at(-40)?.slice(0, 50) ?? ''],
    'of a header alone': text.slice(0, 1),
    empty: [],
  };
  for (const [name, lines] of Object.entries(kinds)) {
    const bytes = Buffer.from(lines.join('\n'));
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += 4_000) yield bytes.subarray(at, at + 4_000);
    }
    const alone = await verifyStream(pieces(), {}, 1);
    assert.equal(alone.ok, name === 'honest', name);
    assert.deepEqual(await verifyStream(pieces(), {}, 3), alone, name);
    assert.deepEqual(alone, await verifyExport(lines), name);
  }
});

test('a stream that breaks ends the reading with its error, and no thread is left', async () => {
  async function* broken() {
    yield Buffer.from(log.text().slice(0, 2).join('\n').concat('\n'));
    throw new Error('the disk is gone');
  }
  await assert.rejects(verifyStream(broken(), {}, 2), /the disk is gone/);
});
