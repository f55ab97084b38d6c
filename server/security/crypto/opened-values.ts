import type { SealContext } from './sealed.ts';

// All scopes of the process together: some ten megabytes of list fields.
const MOST_VALUES = 20_000;
const MOST_BYTES = 1_024;

// The shelf written to longest ago comes first, and gives way first.
const shelves = new Set<Map<string, unknown>>();
let kept = 0;

/** What one scope has opened lately, so that lists shown again and again are not opened again. */
export interface OpenedValues {
  /** The value of exactly this blob in exactly this place, or undefined. */
  get(ctx: SealContext, blob: Buffer): unknown;
  /** Keeps it, frozen, if it is small. */
  keep(ctx: SealContext, blob: Buffer, value: unknown): void;
  /** Forgets all of it; nothing is kept afterwards. */
  close(): void;
}

export function createOpenedValues(): OpenedValues {
  const shelf = new Map<string, unknown>();
  let closed = false;

  return {
    get: (ctx, blob) => shelf.get(placeOf(ctx, blob)),
    keep(ctx, blob, value) {
      if (closed || blob.length > MOST_BYTES) return;
      const before = shelf.size;
      shelf.set(placeOf(ctx, blob), frozen(value));
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

// The whole blob is the name: one bit changed, or another row, and it is opened (or refused) anew.
function placeOf({ table, row, use }: SealContext, blob: Buffer): string {
  return `${table}\0${row}\0${use}\0${blob.toString('latin1')}`;
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
