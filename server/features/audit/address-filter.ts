import type { AuditFilter } from '#contracts/audit.ts';
import { AppError } from '#server/platform/app-error.ts';
import { addressRange, isInRanges } from '#server/security/address-ranges.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { type AuditView, addressOf } from './audit-entry.view.ts';
import { type AuditPlace, type AuditRow, pageEntries, type Selection } from './audit-log.store.ts';

type Keys = Pick<AuditView, 'scope' | 'system'>;

const AT_ONCE = 1_000;
/** Entries opened for one page: well under a second. */
const MOST_OPENED = 10_000;

export interface Found {
  readonly rows: readonly AuditRow[];
  /** Where the next page begins; null after the last. */
  readonly next: AuditPlace | null;
  /** How far back a search by address has come. */
  readonly searchedTo: string | null;
}

/** A page of entries. @throws AppError invalid_field for what is no address. */
export async function findEntries(
  tx: TenantTx,
  keys: Keys,
  selection: Selection & { readonly before: AuditPlace | null; readonly limit: number },
): Promise<Found> {
  const { filter, limit } = selection;
  if (filter.ip !== undefined) return searchByAddress(tx, selection, fitting(filter.ip, keys));
  const rows = await pageEntries(tx, { ...selection, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  return { rows: shown, next: rows.length > limit ? placeOf(shown.at(-1)) : null, searchedTo: null };
}

async function searchByAddress(
  tx: TenantTx,
  selection: Selection & { readonly before: AuditPlace | null; readonly limit: number },
  fits: (row: AuditRow) => boolean,
): Promise<Found> {
  const found: AuditRow[] = [];
  let { before } = selection;
  for (let opened = 0; opened < MOST_OPENED; opened += AT_ONCE) {
    const rows = await pageEntries(tx, { ...selection, before, limit: AT_ONCE });
    for (const row of rows) {
      before = { at: row.at, id: row.id };
      if (fits(row)) found.push(row);
      if (found.length === selection.limit) return { rows: found, next: before, searchedTo: row.at };
    }
    if (rows.length < AT_ONCE) return { rows: found, next: null, searchedTo: before?.at ?? null };
  }
  return { rows: found, next: before, searchedTo: before?.at ?? null };
}

/** Whether an entry comes from the address or network that was typed. */
export function fitting(typed: AuditFilter['ip'], keys: Keys): (row: AuditRow) => boolean {
  if (typed === undefined) return () => true;
  const range = addressRange(typed);
  if (range === undefined)
    throw new AppError('invalid_field', {
      field: 'filter.ip',
      message: 'This is neither an address nor a network.',
    });
  return (row) => {
    const ip = addressOf(row, keys);
    return ip !== null && isInRanges(ip, [range]);
  };
}

function placeOf(row: AuditRow | undefined): AuditPlace | null {
  return row === undefined ? null : { at: row.at, id: row.id };
}
