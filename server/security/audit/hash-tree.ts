import { nodeHash } from './merkle.ts';

/**
 * Every node of a small tree, level by level from its leaves. A node without a sibling stands for itself one level up,
 * which gives the tree of RFC 9162 (2.1.1) for any number of leaves.
 */
export class HashTree {
  readonly #levels: (readonly Uint8Array[])[];

  /** Throws a RangeError for none. */
  constructor(leaves: readonly Uint8Array[]) {
    if (leaves.length === 0) throw new RangeError('a tree has leaves');
    const levels = [leaves];
    for (let level = leaves; level.length > 1; levels.push(level)) level = above(level);
    this.#levels = levels;
  }

  get root(): Uint8Array {
    return this.node(this.#levels.length - 1, 0);
  }

  /** Levels are counted from the leaves; above the root it is the root. Throws a RangeError. */
  node(level: number, index: number): Uint8Array {
    const node = this.#levels[Math.min(level, this.#levels.length - 1)]?.[index];
    if (node === undefined) throw new RangeError('no such node');
    return node;
  }

  /** The siblings on the way from a leaf to the root (RFC 9162, 2.1.3.1). */
  path(index: number): Uint8Array[] {
    this.node(0, index);
    return this.#levels.flatMap((level, height) => {
      const sibling = level[Math.floor(index / 2 ** height) ^ 1];
      return sibling === undefined ? [] : [sibling];
    });
  }
}

function above(level: readonly Uint8Array[]): Uint8Array[] {
  const next: Uint8Array[] = [];
  for (let i = 0; i < level.length; i += 2) {
    const [left, right] = [level[i], level[i + 1]];
    if (left !== undefined) next.push(right === undefined ? left : nodeHash(left, right));
  }
  return next;
}
