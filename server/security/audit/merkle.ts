import { sha256 } from '#server/security/crypto/index.ts';

/**
 * The right edge of a Merkle tree (RFC 9162, 2.1): enough to append and to know the root, in log(size) memory.
 */
export interface MerkleTree {
  readonly size: number;
  append(leaf: Uint8Array): void;
  root(): Buffer;
  copy(): MerkleTree;
}

export const NODE_SIZE = 32;

// One piece of memory for every node: 0x01, left, right.
const pair = Buffer.alloc(65, 1);

/** Throws a RangeError unless both are 32 bytes. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== NODE_SIZE || right.length !== NODE_SIZE) throw new RangeError('a node has 32 bytes');
  pair.set(left, 1);
  pair.set(right, 33);
  return sha256(pair);
}

export function emptyTree(): MerkleTree {
  return growing(0, []);
}

// `edge` holds the roots of the perfect subtrees, largest first; their sizes are the bits of `size`.
function growing(start: number, edge: Uint8Array[]): MerkleTree {
  let size = start;
  return {
    get size() {
      return size;
    },
    append(leaf) {
      let node = leaf;
      for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) node = nodeHash(pop(edge), node);
      edge.push(node);
      size += 1;
    },
    root() {
      const [last, ...larger] = edge.toReversed();
      return last ? Buffer.from(larger.reduce((right, left) => nodeHash(left, right), last)) : sha256('');
    },
    copy: () => growing(size, [...edge]),
  };
}

function pop(edge: Uint8Array[]): Uint8Array {
  const node = edge.pop();
  if (!node) throw new RangeError('the edge of the tree does not match its size');
  return node;
}

/** The root over a list of leaves. */
export function rootOf(leaves: readonly Uint8Array[]): Buffer {
  const tree = emptyTree();
  for (const leaf of leaves) tree.append(leaf);
  return tree.root();
}

/** The audit path of the leaf at `index` (RFC 9162, 2.1.3.1). */
export function inclusionProof(leaves: readonly Uint8Array[], index: number): Buffer[] {
  if (!Number.isInteger(index) || index < 0 || index >= leaves.length) throw new RangeError('no such leaf');
  if (leaves.length === 1) return [];
  const k = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return index < k
    ? [...inclusionProof(left, index), rootOf(right)]
    : [...inclusionProof(right, index - k), rootOf(left)];
}

/** That the tree of the first `size` leaves is a prefix of the whole (RFC 9162, 2.1.4.1); 0 < size ≤ all. */
export function consistencyProof(leaves: readonly Uint8Array[], size: number): Buffer[] {
  if (!Number.isInteger(size) || size < 1 || size > leaves.length) throw new RangeError('no such tree');
  return subproof(leaves, size, true);
}

function subproof(leaves: readonly Uint8Array[], size: number, whole: boolean): Buffer[] {
  if (size === leaves.length) return whole ? [] : [rootOf(leaves)];
  const k = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return size <= k
    ? [...subproof(left, size, whole), rootOf(right)]
    : [...subproof(right, size - k, false), rootOf(left)];
}

/** The largest power of two smaller than `size`. */
function splitOf(size: number): number {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
}
