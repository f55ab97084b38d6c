import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { sha256 } from '#server/security/crypto/index.ts';
import { consistencyProof, emptyTree, inclusionProof, rootOf } from './merkle.ts';
import { verifyConsistency, verifyInclusion } from './merkle.verify.ts';

// The vectors of the Certificate Transparency reference implementation.
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

function leaves(count: number): Buffer[] {
  return Array.from({ length: count }, (_, i) => sha256(`leaf ${i}`));
}

const size = fc.integer({ min: 1, max: 70 });

test('roots are the published ones', () => {
  const tree = emptyTree();
  assert.equal(tree.root().toString('hex'), sha256('').toString('hex'));
  for (const [i, input] of inputs.entries()) {
    tree.append(sha256(Buffer.concat([Buffer.of(0), Buffer.from(input, 'hex')])));
    assert.equal(tree.size, i + 1);
    assert.equal(tree.root().toString('hex'), roots[i]);
  }
});

test('a copy grows apart', () => {
  const tree = emptyTree();
  for (const leaf of leaves(5)) tree.append(leaf);
  const before = tree.root();
  tree.copy().append(sha256('x'));
  assert.deepEqual(tree.root(), before);
  assert.equal(tree.size, 5);
});

test('every leaf is proven at its place, and at no other', () => {
  fc.assert(
    fc.property(size, fc.nat(), fc.nat(), (count, a, b) => {
      const all = leaves(count);
      const [index, other] = [a % count, b % count];
      const proof = inclusionProof(all, index);
      const claim = { leaf: all[index] ?? Buffer.alloc(0), index, size: count, root: rootOf(all), proof };
      assert.equal(verifyInclusion(claim), true);
      assert.equal(verifyInclusion({ ...claim, index: other }), other === index);
      assert.equal(verifyInclusion({ ...claim, leaf: sha256('other') }), false);
      assert.equal(verifyInclusion({ ...claim, root: sha256('other') }), false);
      assert.equal(verifyInclusion({ ...claim, proof: [...proof, sha256('more')] }), false);
      if (proof.length > 0) assert.equal(verifyInclusion({ ...claim, proof: proof.slice(1) }), false);
      assert.equal(verifyInclusion({ ...claim, index: count }), false);
      assert.equal(verifyInclusion({ ...claim, proof: [...proof.slice(1), Buffer.alloc(31)] }), false);
    }),
  );
});

test('an earlier tree is proven to be a prefix, and another one is not', () => {
  fc.assert(
    fc.property(size, fc.nat(), (laterSize, a) => {
      const all = leaves(laterSize);
      const earlier = (a % laterSize) + 1;
      const proof = consistencyProof(all, earlier);
      const roots = { root: rootOf(all.slice(0, earlier)), laterRoot: rootOf(all) };
      const claim = { size: earlier, laterSize, proof, ...roots };
      assert.equal(verifyConsistency(claim), true);
      assert.equal(verifyConsistency({ ...claim, root: sha256('other') }), false);
      assert.equal(verifyConsistency({ ...claim, laterRoot: sha256('other') }), false);
      assert.equal(verifyConsistency({ ...claim, proof: [...proof, sha256('more')] }), false);
      if (proof.length > 0) assert.equal(verifyConsistency({ ...claim, proof: proof.slice(1) }), false);
      assert.equal(verifyConsistency({ ...claim, size: laterSize + 1 }), false);
    }),
  );
});

test('any flipped bit of a proof is refused', () => {
  const all = leaves(37);
  fc.assert(
    fc.property(fc.nat(36), fc.nat(100_000), (index, where) => {
      const proof = inclusionProof(all, index).map((node) => Buffer.from(node));
      const bit = where % (proof.length * 256);
      const node = proof[bit >> 8];
      if (node) node[(bit >> 3) & 31] = (node[(bit >> 3) & 31] ?? 0) ^ (1 << (bit & 7));
      const leaf = all[index] ?? Buffer.alloc(0);
      assert.equal(verifyInclusion({ leaf, index, size: 37, root: rootOf(all), proof }), false);
    }),
  );
});

test('places that do not exist have no proof', () => {
  assert.throws(() => inclusionProof(leaves(3), 3), RangeError);
  assert.throws(() => consistencyProof(leaves(3), 0), RangeError);
  assert.throws(() => consistencyProof(leaves(3), 4), RangeError);
});
