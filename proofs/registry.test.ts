import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { areas, type Claim, type SuiteProof } from './claim.ts';
import { promised } from './claim-ids.ts';
import { registry } from './registry.ts';

const root = join(import.meta.dirname, '..');

describe('the registry of claims', () => {
  it('holds every promise once, in its area and of its kind', () => {
    assert.equal(promised.length, 134);
    assert.deepEqual(
      registry.map(({ id, area, kind }) => `${id} ${area} ${kind}`).toSorted(),
      promised.map((promise) => promise.join(' ')).toSorted(),
    );
  });

  it('knows every area', () => {
    assert.deepEqual([...new Set(registry.map((claim) => claim.area))].toSorted(), areas.toSorted());
  });

  it('says each promise, and what its proof leaves open, in whole sentences of its own', () => {
    for (const claim of registry) {
      for (const text of [claim.sentence, claim.doesNotProve]) assert.match(text, /^\p{Lu}[^\n]{10,400}\.$/u);
    }
    assert.equal(new Set(registry.map((claim) => claim.sentence)).size, registry.length);
  });

  it('proves a live claim by trying it', () => {
    for (const claim of registry) assert.deepEqual(kindlessProofs(claim), []);
  });

  it('names each proof once within its claim', () => {
    for (const { id, proofs } of registry) {
      assert.equal(new Set(proofs.map((proof) => proof.name)).size, proofs.length, id);
    }
  });

  it('keeps every document it goes by', () => {
    const kept = registry.flatMap(({ proofs }) =>
      proofs.flatMap((proof) => ('document' in proof ? proof.document : [])),
    );
    for (const document of kept) assert.ok(existsSync(join(root, document)), document);
  });

  it('names only tests that exist', () => {
    for (const claim of registry) assert.deepEqual(missingTests(claim), [], claim.id);
  });
});

describe('the checks on the registry', () => {
  const claim: Claim = {
    id: 'X-1',
    area: 'audit',
    kind: 'live',
    sentence: 'This holds here.',
    doesNotProve: 'Anything else at all.',
    proofs: [
      { kind: 'suite', name: 'a', file: 'proofs/registry.test.ts', test: 'is nowhere ' + 'to be found' },
    ],
  };

  it('find a live claim that nothing tries', () => assert.deepEqual(kindlessProofs(claim), ['X-1']));
  it('find a test that does not exist', () => assert.equal(missingTests(claim).length, 1));
});

/** A live claim with proofs, none of which tries a running deployment. */
function kindlessProofs(claim: Claim): string[] {
  const tried = claim.proofs.some((proof) => proof.kind === 'live');
  return claim.kind === 'live' && claim.proofs.length > 0 && !tried ? [claim.id] : [];
}

function missingTests(claim: Claim): string[] {
  return claim.proofs.flatMap((proof) => {
    if (proof.kind === 'live') return [];
    const test = proof.kind === 'suite' ? proof : proof.checkedBy;
    return testExists(test) ? [] : [`${test.file}: ${test.test}`];
  });
}

function testExists({ file, test }: Pick<SuiteProof, 'file' | 'test'>): boolean {
  const path = join(root, file);
  return existsSync(path) && readFileSync(path, 'utf8').includes(test.replaceAll("'", "\\'"));
}
