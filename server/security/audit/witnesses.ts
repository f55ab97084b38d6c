import { cosignatureOf } from './cosignature.ts';
import type { CheckpointKey } from './signed-note.ts';

/** The newest checkpoint that holds and that a witness has countersigned. */
export interface Witnessed {
  readonly name: string;
  readonly size: number;
  /** ISO 8601. */
  readonly at: string;
}

/** Remembers, of the checkpoints of an export that hold, the newest one each witness has countersigned. */
export class Witnesses {
  readonly #keys: readonly CheckpointKey[];
  readonly #seen = new Map<string, Witnessed>();

  constructor(keys: readonly CheckpointKey[]) {
    this.#keys = keys;
  }

  take(note: string, size: number): void {
    for (const key of this.#keys) {
      const found = cosignatureOf(key, note);
      if (found === undefined) continue;
      this.#seen.set(key.name, { name: key.name, size, at: new Date(found.at * 1_000).toISOString() });
    }
  }

  get seen(): readonly Witnessed[] {
    return [...this.#seen.values()];
  }

  /** A witness that was asked for and that has countersigned nothing of this. */
  get missing(): CheckpointKey | undefined {
    return this.#keys.find(({ name }) => !this.#seen.has(name));
  }
}
