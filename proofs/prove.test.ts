import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openDoor } from './door.ts';
import { NotPossibleHere, ProofFailure } from './failure.ts';
import type { ProbeContext } from './probe-context.ts';
import { type Trial, tryProof } from './prove.ts';
import { claimStatus } from './results.ts';

const context = {} as ProbeContext;

function trialOf(run: () => Promise<void>): Trial {
  return { claim: 'FTS-12', proof: { kind: 'live', name: 'a', run, sabotage: 'older-tls-accepted' } };
}

describe('trying a proof', () => {
  it('tells a broken promise, a probe that stumbled, and one that holds', async () => {
    const tried = (run: () => Promise<void>) => tryProof(trialOf(run), context, 'b');
    const broken = await tried(() => Promise.reject(new ProofFailure('It does not hold.')));
    assert.ok('passed' in broken && !broken.passed && broken.sentence === 'It does not hold.');
    const stumbled = await tried(() => Promise.reject(new Error('no answer')));
    assert.ok(
      'passed' in stumbled && !stumbled.passed && /could not finish: no answer/.test(stumbled.sentence ?? ''),
    );
    const held = await tried(async () => undefined);
    assert.ok('passed' in held && held.passed);
  });

  it('what is not possible in a deployment is no result, and proves nothing', async () => {
    const run = async () => void openDoor('http://localhost:4400');
    const untried = await tryProof(trialOf(run), context, 'b');
    assert.deepEqual(untried, {
      claim: 'FTS-12',
      proof: 'a',
      notPossible: 'This deployment is reached without TLS.',
    });
    const { proof } = trialOf(run);
    assert.equal(claimStatus({ id: 'FTS-12', proofs: [proof] }, { live: [], suite: [] }).status, 'pending');
  });

  it('without TLS there is no door', () => {
    assert.throws(() => openDoor('http://cases.example.org'), NotPossibleHere);
    assert.equal(openDoor('https://[::1]:8443').name, '::1');
  });
});
