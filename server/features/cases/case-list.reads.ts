import type { CasePage, CaseQuery } from '#contracts/case-lists.ts';
import type { CaseSummary } from '#contracts/cases.ts';
import {
  encodeCursor,
  type NumberPlace,
  numberPlace,
  type TimePlace,
  timePlace,
} from '#server/platform/cursor.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { read, readOnce } from '#server/security/read.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { type SortedCaseRow, selectCases, selectCasesOf, selectNewest, TOP } from './case-list.store.ts';
import { openCaseSummaries, openNewest } from './case-view.ts';

/** A page of the cases this reader may see. */
export function listCases(caller: WorkspaceCaller, query: CaseQuery): Promise<CasePage> {
  return isNewest(query) ? listNewest(caller, query) : listFiltered(caller, query);
}

function isNewest({ filter, sort }: CaseQuery): boolean {
  return Object.keys(filter).length === 0 && sort.by === 'created' && sort.direction === 'desc';
}

function listNewest(caller: WorkspaceCaller, { cursor, limit }: CaseQuery): Promise<CasePage> {
  const [before, beforeId] = cursor === null ? TOP : timePlace(cursor);
  const values: [string, string, number] = [before, beforeId, limit + 1];
  return readOnce(caller, 'case.read', selectNewest, values, (rows, { scope }) =>
    disclose(
      pageOf(
        rows,
        limit,
        (shown) => openNewest(scope, shown),
        (row) => [row.created_at, row.id],
      ),
    ),
  );
}

function listFiltered(caller: WorkspaceCaller, query: CaseQuery): Promise<CasePage> {
  const { filter, sort, cursor, limit } = query;
  const after = cursor === null ? null : placeFor(sort.by, cursor);
  return read(caller, 'case.read', async (tx, { scope }) => {
    const rows = await selectCases(tx, { filter, sort, after, limit: limit + 1 });
    const open = (shown: readonly SortedCaseRow[]) => openCaseSummaries(scope, shown);
    return disclose(pageOf(rows, limit, open, (row) => [row.sort_value, row.id]));
  });
}

function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  open: (shown: readonly Row[]) => CaseSummary[],
  place: (row: Row) => readonly [string | number, string],
): CasePage {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: open(shown), next: last ? encodeCursor(place(last)) : null };
}

function disclose(out: CasePage) {
  const note = { action: 'case.listed', targetKind: 'case', targetId: null, fields: ['title'] };
  return { out, disclosed: { ...note, detail: { count: out.items.length } } };
}

/** The place a cursor names, in the order asked for. */
function placeFor(by: CaseQuery['sort']['by'], cursor: string): TimePlace | NumberPlace {
  return by === 'number' || by === 'severity' ? numberPlace(cursor) : timePlace(cursor);
}

/** Those of these cases the actor may see, by id. For overviews. */
export async function loadSummaries(
  tx: TenantTx,
  scope: KeyScope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CaseSummary>> {
  const rows = await selectCasesOf(tx, ids);
  return new Map(openCaseSummaries(scope, rows).map((summary) => [summary.id, summary]));
}
