import { NODE_SIZE, nodeHash } from './merkle.ts';

export interface Inclusion {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Whether the leaf stands at `index` of the tree with this size and root (RFC 9162, 2.1.3.2). */
export function verifyInclusion({ leaf, index, size, root, proof }: Inclusion): boolean {
  if (!isPlace(index) || !isPlace(size) || index >= size || ![leaf, ...proof].every(isNode)) return false;
  let fn = index;
  let sn = size - 1;
  let node: Uint8Array = leaf;
  for (const sibling of proof) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      node = nodeHash(sibling, node);
      [fn, sn] = skipZeros(fn, sn);
    } else {
      node = nodeHash(node, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && Buffer.compare(node, root) === 0;
}

export interface Consistency {
  readonly size: number;
  readonly root: Uint8Array;
  readonly laterSize: number;
  readonly laterRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/** Whether the later tree only appended to the earlier one (RFC 9162, 2.1.4.2). */
export function verifyConsistency({ size, root, laterSize, laterRoot, proof }: Consistency): boolean {
  if (!isPlace(size) || !isPlace(laterSize) || size < 1 || size > laterSize) return false;
  if (![root, laterRoot, ...proof].every(isNode)) return false;
  if (size === laterSize) return proof.length === 0 && Buffer.compare(root, laterRoot) === 0;
  const [start, ...path] = isPowerOfTwo(size) ? [root, ...proof] : proof;
  if (!start) return false;
  let [fn, sn] = [size - 1, laterSize - 1];
  while (isOdd(fn)) [fn, sn] = [half(fn), half(sn)];
  let [earlier, later] = [start, start];
  for (const node of path) {
    if (sn === 0) return false;
    if (isOdd(fn) || fn === sn) {
      earlier = nodeHash(node, earlier);
      later = nodeHash(node, later);
      [fn, sn] = skipZeros(fn, sn);
    } else {
      later = nodeHash(later, node);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && Buffer.compare(earlier, root) === 0 && Buffer.compare(later, laterRoot) === 0;
}

function skipZeros(fn: number, sn: number): [number, number] {
  let [a, b] = [fn, sn];
  while (!isOdd(a) && a !== 0) [a, b] = [half(a), half(b)];
  return [a, b];
}

function isPlace(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isNode(bytes: Uint8Array): boolean {
  return bytes.length === NODE_SIZE;
}

function isOdd(value: number): boolean {
  return value % 2 === 1;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  let rest = value;
  while (!isOdd(rest)) rest = half(rest);
  return rest === 1;
}
