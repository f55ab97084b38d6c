import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { allStatuses, claimsCommand } from './claims.ts';
import { readResults, writeProofRun } from './recorded-results.ts';

describe('caseward claims', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'caseward-claims-'));
  });
  after(() => rm(folder, { recursive: true }));

  it('lists every claim as JSON', async () => {
    let printed = '';
    await claimsCommand(['--json'], (text: string) => {
      printed = text;
    });
    const listed: { id: string; status: string; proofs: unknown[] }[] = JSON.parse(printed);
    assert.equal(listed.length, 134);
    for (const claim of listed) assert.deepEqual(Object.keys(claim), ['id', 'status', 'proofs']);
  });

  it('takes nothing for proven where nothing has run', () => {
    const statuses = allStatuses({ live: [], suite: [] });
    assert.ok(statuses.every((claim) => claim.status === 'pending'));
  });

  it('finds no results where none were recorded', async () => {
    assert.deepEqual(await readResults(join(folder, 'nowhere')), { live: [], suite: [] });
  });

  it('reads back the last live run', async () => {
    const result = { claim: 'FC-17', proof: 'x', passed: true, at: '2026-01-01T00:00:00Z', build: 'abc' };
    await writeProofRun({ url: 'https://cases.example.org', results: [result] }, folder);
    assert.deepEqual((await readResults(folder)).live, [result]);
  });

  it('reads the last run of the suite, and leaves out what was left out', async () => {
    const outcomes = ['passed', 'failed', 'skipped'] as const;
    const tests = outcomes.map((outcome) => ({ file: 'a.test.ts', name: outcome, outcome, milliseconds: 1 }));
    await writeFile(join(folder, 'results.json'), JSON.stringify(tests));
    assert.deepEqual((await readResults(folder)).suite, []);
    const run = { at: '2026-01-01T00:00:00Z', build: 'abc' };
    await writeFile(join(folder, 'run.json'), JSON.stringify(run));
    assert.deepEqual((await readResults(folder)).suite, [
      { file: 'a.test.ts', test: 'passed', passed: true, ...run },
      { file: 'a.test.ts', test: 'failed', passed: false, ...run },
    ]);
  });

  it('does not go by a damaged record', async () => {
    await writeFile(join(folder, 'results.json'), '[{"outcome": "yes"}]');
    await assert.rejects(readResults(folder));
  });
});
