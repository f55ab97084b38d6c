import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ProofRun } from '#contracts/trust.ts';
import { trials } from '#proofs/prove.ts';
import { registry } from '#proofs/registry.ts';
import type { LiveResult } from '#proofs/results.ts';
import { isCommit, publicClaims } from './publish-proofs.ts';

const at = '2026-01-01T00:00:00Z';
const live: LiveResult[] = trials(registry).map(({ claim, proof }) => ({
  claim,
  proof: proof.name,
  passed: claim !== 'FTS-10',
  at,
  build: 'abc',
}));

describe('what is published of a run', () => {
  const claims = publicClaims({ live, suite: [] });

  it('fits the contract of the page', () => {
    assert.doesNotThrow(() => ProofRun.parse({ build: 'abc', claims }));
  });

  it('holds what was proven and what failed', () => {
    const status = new Map(claims.map((claim) => [claim.id, claim.status]));
    assert.equal(status.get('FTS-31'), 'proven');
    assert.equal(status.get('FTS-10'), 'failing');
  });

  it('leaves out what lacks a result', () => {
    assert.ok(!claims.some(({ id }) => id === 'FL-40'), 'its proof in the suite has no result here');
    assert.deepEqual(publicClaims({ live: [], suite: [] }), []);
  });
});

describe('results of the suite', () => {
  const commit = '0123456789abcdef0123456789abcdef01234567';
  it('count for the very commit', () => assert.ok(isCommit('0123456789ab', commit)));
  it('do not count with changed files, or without a name', () => {
    for (const build of ['0123456789ab-dirty', 'unknown', '', '0123', 'ffffffffffff']) {
      assert.ok(!isCommit(build, commit), build);
    }
    assert.ok(!isCommit('0123456789ab', 'unknown'));
  });
});
