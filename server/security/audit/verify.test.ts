import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type TestLog, testEntry, testLog, testSigner } from '#tests/support/audit-log.ts';
import { signCheckpoint } from './checkpoint.ts';
import type { ExportLine } from './export-line.ts';
import { type AuditEntry, leafOf } from './leaf.ts';
import { type Verification, verifyExport } from './verify.ts';

type EntryLine = Extract<ExportLine, { type: 'entry' }>;

const signer = await testSigner();
const stretches = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });
const log = stretches.map((counts) => testLog(signer, counts));

function entriesOf({ lines }: Pick<TestLog, 'lines'>): EntryLine[] {
  return lines.filter((line) => line.type === 'entry');
}

/** The export with entry number `seq` replaced by these lines. */
function replaced(of: TestLog, seq: number, by: ExportLine[]): string[] {
  return of.text(of.lines.flatMap((line) => (line.type === 'entry' && line.seq === seq ? by : [line])));
}

function at<T>(list: readonly T[], place: number): T {
  const item = list[place % list.length];
  assert.ok(item !== undefined);
  return item;
}

/** As a forger would who renumbers the lines so that no gap shows; `rewrite` also makes the leaves anew. */
function renumbered(lines: readonly ExportLine[], { rewrite }: { rewrite: boolean }): ExportLine[] {
  let seq = -1;
  return lines.map((line) => {
    if (line.type !== 'entry') return line;
    seq += 1;
    return rewrite ? { ...line, seq, leaf: leafOf(seq, line.entry).toString('base64') } : { ...line, seq };
  });
}

function soundAt(seq: number, entry: AuditEntry): Pick<EntryLine, 'seq' | 'leaf'> {
  return { seq, leaf: leafOf(seq, entry).toString('base64') };
}

function found({ ok, firstBad }: Verification) {
  assert.equal(ok, false);
  assert.ok(firstBad);
  return firstBad;
}

test('an honest export holds', async () => {
  await fc.assert(
    fc.asyncProperty(log, async (honest) => {
      const result = await verifyExport(honest.text());
      assert.equal(result.firstBad, undefined);
      assert.equal(result.ok, true);
      assert.equal(result.entries, entriesOf(honest).length);
      assert.equal(result.checkpoints, honest.lines.length - result.entries);
    }),
  );
});

test('an edited entry is named, whichever field', async () => {
  const fields = Object.keys(testEntry(0));
  await fc.assert(
    fc.asyncProperty(log, fc.nat(), fc.constantFrom(...fields), async (honest, place, field) => {
      const line = at(entriesOf(honest), place);
      const value = field === 'fields' ? ['other'] : field === 'detail' ? { count: -1 } : 'changed';
      const forged: EntryLine = { ...line, entry: { ...line.entry, [field]: value } };
      const finding = found(await verifyExport(replaced(honest, line.seq, [forged])));
      assert.equal(finding.kind, 'edited');
      assert.equal(finding.seq, line.seq);
      assert.equal(finding.entryId, forged.entry.id);
    }),
  );
});

test('a changed leaf, or a changed number, is named too', async () => {
  await fc.assert(
    fc.asyncProperty(log, fc.nat(), async (honest, place) => {
      const line = at(entriesOf(honest), place);
      const otherLeaf = { ...line, leaf: Buffer.alloc(32, 1).toString('base64') };
      const otherNumber = { ...line, seq: line.seq + 5_000 };
      for (const forged of [otherLeaf, otherNumber]) {
        const finding = found(await verifyExport(replaced(honest, line.seq, [forged])));
        assert.ok(finding.seq === line.seq || finding.seq === forged.seq, finding.sentence);
        assert.equal(finding.entryId, line.entry.id);
      }
    }),
    { numRuns: 25 },
  );
});

test('a deleted entry is named, renumbered or not', async () => {
  await fc.assert(
    fc.asyncProperty(log, fc.nat(), fc.boolean(), async (honest, place, hide) => {
      const line = at(entriesOf(honest), place);
      const rest = honest.lines.filter((other) => other !== line);
      const finding = found(
        await verifyExport(honest.text(hide ? renumbered(rest, { rewrite: false }) : rest)),
      );
      assert.equal(finding.kind, 'deleted');
      assert.equal(finding.seq, line.seq);
    }),
  );
});

test('an inserted entry is named: invented or copied, renumbered or not', async () => {
  const way = fc.record({ copied: fc.boolean(), renumber: fc.boolean(), sound: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      log,
      fc.nat(),
      fc.nat(),
      way,
      async (honest, place, source, { copied, renumber, sound }) => {
        const line = at(entriesOf(honest), place);
        const invented = { ...testEntry(line.seq), action: 'case.publish' };
        const leaf = sound ? leafOf(line.seq, invented).toString('base64') : line.leaf;
        const intruder: EntryLine = copied
          ? { ...at(entriesOf(honest), source) }
          : { type: 'entry', seq: line.seq, leaf, entry: invented };
        const behind = line.seq + 1 === entriesOf(honest).length && !copied && !renumber;
        if (behind) Object.assign(intruder, soundAt(line.seq + 1, invented));
        const pair = behind ? [line, intruder] : [intruder, line];
        const lines = honest.lines.flatMap((other) => (other === line ? pair : [other]));
        const text = honest.text(renumber ? renumbered(lines, { rewrite: false }) : lines);
        const finding = found(await verifyExport(text));
        assert.equal(finding.kind, 'inserted', finding.sentence);
        assert.equal(finding.entryId, intruder.entry.id);
      },
    ),
  );
});

test('two entries swapped, or one moved, is named, renumbered or not', async () => {
  const way = fc.record({ swap: fc.boolean(), renumber: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(log, fc.nat(), fc.nat(), way, async (honest, a, b, { swap, renumber }) => {
      const [one, other] = [at(entriesOf(honest), a), at(entriesOf(honest), b)];
      fc.pre(one !== other);
      const lines = honest.lines.flatMap((line) => {
        if (line === one) return swap ? [other] : [];
        if (line === other) return swap ? [one] : [other, one];
        return [line];
      });
      fc.pre(JSON.stringify(lines) !== JSON.stringify(honest.lines));
      const text = honest.text(renumber ? renumbered(lines, { rewrite: false }) : lines);
      const finding = found(await verifyExport(text));
      assert.equal(finding.kind, 'reordered', finding.sentence);
      const between = [one.seq, other.seq].sort((x, y) => x - y);
      assert.ok(finding.seq >= (between[0] ?? 0) && finding.seq <= (between[1] ?? 0));
      assert.equal(finding.entryId, at(entriesOf(honest), finding.seq).entry.id);
    }),
  );
});

test('a forger who rewrites every leaf is caught by the signature, and the range is named', async () => {
  const way = fc.constantFrom('edit', 'delete', 'insert', 'swap');
  await fc.assert(
    fc.asyncProperty(log, fc.nat(), way, async (honest, place, change) => {
      const entries = entriesOf(honest);
      const line = at(entries, place);
      const next = at(entries, line.seq + 1);
      fc.pre(change !== 'swap' || next !== line);
      const lines = honest.lines.flatMap((other): ExportLine[] => {
        if (change === 'swap' && other === next) return [line];
        if (other !== line) return [other];
        if (change === 'edit') return [{ ...line, entry: { ...line.entry, action: 'forged' } }];
        if (change === 'insert') return [{ ...line, entry: testEntry(0) }, line];
        return change === 'swap' ? [next] : [];
      });
      const finding = found(await verifyExport(honest.text(renumbered(lines, { rewrite: true }))));
      const [first, last] = finding.within ?? [finding.seq, finding.seq];
      const spots = change === 'swap' ? [line.seq, next.seq] : [line.seq];
      assert.ok(
        spots.some((spot) => first <= spot && spot <= last),
        `${change} at ${line.seq}: ${finding.sentence}`,
      );
    }),
  );
});

test('a forger who signs anew is caught by the key got elsewhere', async () => {
  const honest = testLog(signer, [3, 2]);
  const forged = testLog(await testSigner(), [3, 2]);
  const { key } = await verifyExport(honest.text());
  assert.equal((await verifyExport(forged.text())).ok, true);
  assert.equal(found(await verifyExport(forged.text(), { key })).kind, 'checkpoint');
  const mixed = [at(honest.text(), 0), ...forged.text().slice(1)];
  assert.equal(found(await verifyExport(mixed, { key })).kind, 'checkpoint');
});

test('a log cut short, or begun anew by the key holder, is caught by a checkpoint kept from before', async () => {
  const honest = testLog(signer, [3, 2, 4]);
  const { lastNote } = await verifyExport(honest.text());
  assert.equal((await verifyExport(honest.text(), { note: lastNote })).ok, true);
  const cut = honest.text(honest.lines.slice(0, 7));
  assert.equal((await verifyExport(cut)).ok, true);
  const missing = found(await verifyExport(cut, { note: lastNote }));
  assert.deepEqual([missing.kind, missing.within], ['deleted', [5, 8]]);
  const anew = found(await verifyExport(testLog(signer, [9]).text(), { note: lastNote }));
  assert.deepEqual([anew.kind, anew.within], ['edited', [0, 8]]);
  assert.equal(found(await verifyExport(honest.text(), { note: 'no note' })).kind, 'checkpoint');
});

test('a checkpoint that is forged, dropped at the end or moved is found', async () => {
  const honest = testLog(signer, [3, 2]);
  const [a, b, c, first, d, e, second] = honest.lines;
  assert.ok(a && b && c && d && e && first?.type === 'checkpoint' && second);
  const forged: ExportLine = { ...first, note: first.note.replace('\n3\n', '\n2\n') };
  const cases: Array<[ExportLine[], string, number]> = [
    [[a, b, c, forged, d, e, second], 'checkpoint', 3],
    [[a, b, c, first, d, e], 'inserted', 3],
    [[a, b, c, d, first, e, second], 'reordered', 3],
    [[a, b, c, second, d, e], 'reordered', 3],
    [[a, b, c, first, d, e, second, first], 'checkpoint', 5],
    [[second], 'deleted', 0],
  ];
  for (const [lines, kind, seq] of cases) {
    const finding = found(await verifyExport(honest.text(lines)));
    assert.deepEqual([finding.kind, finding.seq], [kind, seq], finding.sentence);
  }
  assert.equal((await verifyExport(honest.text([a, b, c, d, e, second]))).ok, true);
});

test('an earlier fault is named before a later one', async () => {
  const honest = testLog(signer, [4, 4]);
  const lines = honest.lines.filter((line) => line.type !== 'entry' || line.seq !== 1);
  const text = honest.text(lines);
  text[text.length - 1] = 'not a line';
  assert.equal(found(await verifyExport(text)).seq, 1);
});

test('what cannot be read is named by its place', async () => {
  const honest = testLog(signer, [3]);
  const [, , line] = honest.text();
  const extra = JSON.stringify({ ...JSON.parse(line ?? ''), note: 'not covered by the leaf' });
  const inner = JSON.parse(line ?? '');
  inner.entry.remark = 'not covered by the leaf';
  for (const damaged of ['', '{', 'null', '[]', extra, JSON.stringify(inner), '{"type":"entry","seq":-1}']) {
    const text = honest.text();
    text[2] = damaged;
    const finding = found(await verifyExport(text));
    assert.deepEqual([finding.kind, finding.seq], ['unreadable', 1]);
  }
});

test('an export of nothing proves nothing', async () => {
  const honest = testLog(signer, [2]);
  for (const lines of [[], ['x'], [honest.header], honest.text().slice(1)]) {
    assert.equal((await verifyExport(lines)).ok, false);
  }
});

test('the export of one workspace holds the others as leaves, that of a deployment may not', async () => {
  const honest = testLog(signer, [3, 3]);
  const lines = honest.lines.map((line): ExportLine => {
    return line.type === 'entry' && line.seq % 2 === 1
      ? { type: 'leaf', seq: line.seq, leaf: line.leaf }
      : line;
  });
  const [, ...body] = honest.text(lines);
  const own = honest.header.replace('"deployment"', `"${testEntry(0).id}"`);
  const result = await verifyExport([own, ...body]);
  assert.deepEqual([result.ok, result.entries, result.withheld], [true, 6, 3]);
  const finding = found(await verifyExport([honest.header, ...body]));
  assert.deepEqual([finding.kind, finding.seq], ['deleted', 1]);
});

test('a note signed for another log is not a checkpoint of this one', async () => {
  const honest = testLog(signer, [2]);
  const foreign = signCheckpoint(signer, { origin: 'else.example.org', size: 2, root: Buffer.alloc(32) });
  const lines = honest.lines.map((line) => (line.type === 'checkpoint' ? { ...line, note: foreign } : line));
  assert.equal(found(await verifyExport(honest.text(lines))).kind, 'checkpoint');
});
