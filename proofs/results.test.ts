import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Proof } from './claim.ts';
import { claimStatus, type Results } from './results.ts';

const suite: Proof = { kind: 'suite', name: 'in the suite', file: 'a.test.ts', test: 'holds' };
const document: Proof = {
  kind: 'record',
  name: 'on record',
  document: 'docs/a.md',
  checkedBy: { file: 'b.test.ts', test: 'is true' },
};
const stamp = { at: '2026-01-01T00:00:00Z', build: 'abc' };
const nothing: Results = { live: [], suite: [] };

function suiteResults(...passes: [file: string, test: string, passed: boolean][]): Results {
  return { live: [], suite: passes.map(([file, test, passed]) => ({ file, test, passed, ...stamp })) };
}

function status(proofs: Proof[], results: Results) {
  return claimStatus({ id: 'X-1', proofs }, results).status;
}

describe('the status of a claim', () => {
  it('is pending without proofs', () => assert.equal(status([], nothing), 'pending'));

  it('is pending without results', () => assert.equal(status([suite], nothing), 'pending'));

  it('is proven when every proof has passed', () => {
    const results = suiteResults(['a.test.ts', 'holds', true], ['b.test.ts', 'is true', true]);
    assert.equal(status([suite, document], results), 'proven');
  });

  it('is pending while one proof has no result', () => {
    assert.equal(status([suite, document], suiteResults(['a.test.ts', 'holds', true])), 'pending');
  });

  it('is failing when one proof failed, whatever the others say', () => {
    assert.equal(status([document, suite], suiteResults(['a.test.ts', 'holds', false])), 'failing');
  });

  it('goes by the last result', () => {
    const results = suiteResults(['a.test.ts', 'holds', false], ['a.test.ts', 'holds', true]);
    assert.equal(status([suite], results), 'proven');
  });

  it('does not take the result of a test of the same title in another file', () => {
    assert.equal(status([suite], suiteResults(['c.test.ts', 'holds', true])), 'pending');
  });

  it('does not take the result of another claim’s live proof', () => {
    const live: Proof = { kind: 'live', name: 'tried', run: async () => {}, sabotage: anySabotage() };
    const results = { suite: [], live: [{ claim: 'X-2', proof: 'tried', passed: true, ...stamp }] };
    assert.equal(status([live], results), 'pending');
  });
});

function anySabotage() {
  return 'any-code-fits' as const;
}
