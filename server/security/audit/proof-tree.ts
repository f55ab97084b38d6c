import { HashTree } from './hash-tree.ts';

/** The leaves of the log from one number up to another, in order. */
export type ReadLeaves = (from: number, to: number) => Promise<readonly Uint8Array[]>;

/** Proofs about the first `size` entries of the log. */
export interface ProofTree {
  readonly size: number;
  readonly root: Uint8Array;
  /** That an entry is in it (RFC 9162, 2.1.3.1). Cheapest in order. */
  inclusion(index: number): Promise<Uint8Array[]>;
  /** That its first `earlier` entries are those of an earlier tree (RFC 9162, 2.1.4.1); 0 < earlier ≤ size. */
  consistency(earlier: number): Promise<Uint8Array[]>;
}

const HEIGHT = 8;
const BLOCK = 2 ** HEIGHT;
const AT_ONCE = 16 * BLOCK;

/**
 * Reads the leaves once and keeps the roots of blocks of 256: a log of ten million entries takes some megabytes. Each
 * proof reads the block it needs. Throws a RangeError for an empty log, and for one with holes.
 */
export async function openProofTree(size: number, read: ReadLeaves): Promise<ProofTree> {
  const roots: Uint8Array[] = [];
  for (let from = 0; from < size; from += AT_ONCE) {
    const leaves = await readWhole(read, from, Math.min(from + AT_ONCE, size));
    for (let at = 0; at < leaves.length; at += BLOCK)
      roots.push(new HashTree(leaves.slice(at, at + BLOCK)).root);
  }
  return new Blocks(size, new HashTree(roots), read);
}

async function readWhole(read: ReadLeaves, from: number, to: number): Promise<readonly Uint8Array[]> {
  const leaves = await read(from, to);
  if (leaves.length !== to - from) throw new RangeError('the log has holes');
  return leaves;
}

class Blocks implements ProofTree {
  readonly size: number;
  readonly #upper: HashTree;
  readonly #read: ReadLeaves;
  #last: { readonly number: number; readonly tree: HashTree } | undefined;

  constructor(size: number, upper: HashTree, read: ReadLeaves) {
    this.size = size;
    this.#upper = upper;
    this.#read = read;
  }

  get root(): Uint8Array {
    return this.#upper.root;
  }

  async inclusion(index: number): Promise<Uint8Array[]> {
    if (!Number.isInteger(index) || index < 0 || index >= this.size) throw new RangeError('no such leaf');
    const number = Math.floor(index / BLOCK);
    const block = await this.#block(number);
    return [...block.path(index % BLOCK), ...this.#upper.path(number)];
  }

  async consistency(earlier: number): Promise<Uint8Array[]> {
    if (!Number.isInteger(earlier) || earlier < 1 || earlier > this.size)
      throw new RangeError('no such tree');
    return this.#between({ start: 0, end: this.size, earlier, whole: true });
  }

  /** SUBPROOF of RFC 9162 over the leaves from `start` to `end`. */
  async #between({ start, end, earlier, whole }: Subproof): Promise<Uint8Array[]> {
    const count = end - start;
    if (earlier === count) return whole ? [] : [await this.#over(start, end)];
    const middle = start + 2 ** (bits(count) - 1);
    if (start + earlier <= middle) {
      const left = await this.#between({ start, end: middle, earlier, whole });
      return [...left, await this.#over(middle, end)];
    }
    const rest = { start: middle, end, earlier: start + earlier - middle, whole: false };
    return [...(await this.#between(rest)), await this.#over(start, middle)];
  }

  /** The node over these leaves: `start` is a multiple of the smallest power of two that holds them. */
  async #over(start: number, end: number): Promise<Uint8Array> {
    const level = bits(end - start);
    if (level >= HEIGHT) return this.#upper.node(level - HEIGHT, start / 2 ** level);
    const block = await this.#block(Math.floor(start / BLOCK));
    return block.node(level, (start % BLOCK) / 2 ** level);
  }

  async #block(number: number): Promise<HashTree> {
    if (this.#last?.number === number) return this.#last.tree;
    const from = number * BLOCK;
    const tree = new HashTree(await readWhole(this.#read, from, Math.min(from + BLOCK, this.size)));
    this.#last = { number, tree };
    return tree;
  }
}

interface Subproof {
  readonly start: number;
  readonly end: number;
  readonly earlier: number;
  readonly whole: boolean;
}

/** The height of the smallest perfect tree that holds this many leaves. */
function bits(count: number): number {
  let height = 0;
  while (2 ** height < count) height += 1;
  return height;
}
