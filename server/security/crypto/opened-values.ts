import { markOf } from './blob.ts';
import { sha256Hex } from './digest.ts';
import type { SealContext } from './sealed.ts';

// All scopes of the process together: some ten megabytes of list fields.
const MOST_VALUES = 20_000;
const MOST_BYTES = 1_024;

interface Kept {
  readonly table: string;
  readonly use: string;
  readonly digest: string;
  readonly mark: string;
  readonly value: unknown;
}

// By row: of what stands in one row, what was opened last is kept. The shelf written to longest ago comes first, and
// gives way first.
const shelves = new Set<Map<string, Kept>>();
let kept = 0;

/** What one scope has opened lately, so that lists shown again and again are not opened again. */
export interface OpenedValues {
  /** The value of exactly this blob in exactly this place, or undefined. */
  get(ctx: SealContext, blob: Buffer): unknown;
  /** The value of the blob with this mark in exactly this place, or undefined. */
  marked(ctx: SealContext, mark: string): unknown;
  /** Keeps it, frozen, if it is small. */
  keep(ctx: SealContext, blob: Buffer, value: unknown): void;
  /** Forgets all of it; nothing is kept afterwards. */
  close(): void;
}

export function createOpenedValues(): OpenedValues {
  const shelf = new Map<string, Kept>();
  let closed = false;

  const at = ({ table, row, use }: SealContext) => {
    const found = shelf.get(row);
    return found?.table === table && found.use === use ? found : undefined;
  };

  return {
    get(ctx, blob) {
      const found = at(ctx);
      // The whole blob counts: one bit changed, and it is opened (or refused) anew.
      return found?.digest === sha256Hex(blob) ? found.value : undefined;
    },
    marked(ctx, mark) {
      const found = at(ctx);
      return found?.mark === mark ? found.value : undefined;
    },
    keep({ table, row, use }, blob, value) {
      if (closed || blob.length > MOST_BYTES) return;
      const before = shelf.size;
      shelf.set(row, { table, use, digest: sha256Hex(blob), mark: markOf(blob), value: frozen(value) });
      kept += shelf.size - before;
      shelves.delete(shelf);
      shelves.add(shelf);
      while (kept > MOST_VALUES) dropOldest();
    },
    close() {
      closed = true;
      kept -= shelf.size;
      shelf.clear();
      shelves.delete(shelf);
    },
  };
}

/** How many values this process keeps. */
export function openedValues(): number {
  return kept;
}

function dropOldest(): void {
  const [shelf] = shelves;
  const [oldest] = shelf?.keys() ?? [];
  if (shelf === undefined) return;
  if (oldest === undefined) shelves.delete(shelf);
  else if (shelf.delete(oldest)) kept -= 1;
}

function frozen(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}
