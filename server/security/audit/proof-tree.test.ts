import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sha256 } from '#server/security/crypto/index.ts';
import { consistencyProof, inclusionProof, rootOf } from './merkle.ts';
import { verifyConsistency, verifyInclusion } from './merkle.verify.ts';
import { openProofTree } from './proof-tree.ts';

const MOST = 1_100;
const leaves = Array.from({ length: MOST }, (_, i) => sha256(`leaf ${i}`));
const read = async (from: number, to: number) => leaves.slice(from, to);
const sizes = fc.oneof(
  fc.integer({ min: 1, max: MOST }),
  fc.constantFrom(1, 2, 3, 255, 256, 257, 511, 512, 513, 1_024, 1_025),
);

test('inclusion proofs are those of RFC 9162, and hold', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), async (size, any) => {
      const index = any % size;
      const tree = await openProofTree(size, read);
      const proof = await tree.inclusion(index);
      assert.deepEqual(proof, inclusionProof(leaves.slice(0, size), index));
      const leaf = leaves[index] ?? Buffer.alloc(0);
      assert.ok(verifyInclusion({ leaf, index, size, root: tree.root, proof }));
    }),
    { numRuns: 60 },
  );
});

test('consistency proofs are those of RFC 9162, and hold', async () => {
  await fc.assert(
    fc.asyncProperty(sizes, fc.nat(), async (laterSize, any) => {
      const size = 1 + (any % laterSize);
      const tree = await openProofTree(laterSize, read);
      const proof = await tree.consistency(size);
      assert.deepEqual(proof, consistencyProof(leaves.slice(0, laterSize), size));
      const root = rootOf(leaves.slice(0, size));
      assert.ok(verifyConsistency({ size, root, laterSize, laterRoot: tree.root, proof }));
    }),
    { numRuns: 60 },
  );
});

test('a log with holes, or none, has no proofs; nor has what is not in it', async () => {
  await assert.rejects(openProofTree(0, read), RangeError);
  await assert.rejects(openProofTree(MOST + 1, read), RangeError);
  const tree = await openProofTree(10, read);
  for (const bad of [-1, 10, 0.5, Number.NaN]) await assert.rejects(tree.inclusion(bad), RangeError);
  for (const bad of [0, 11, 0.5]) await assert.rejects(tree.consistency(bad), RangeError);
});
