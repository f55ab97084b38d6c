import type { CasePage, CaseQuery } from '#contracts/case-lists.ts';
import type { CaseSummary } from '#contracts/cases.ts';
import { knownPeople, type People, peekPeople, personOf } from '#server/features/members/index.ts';
import {
  encodeCursor,
  type NumberPlace,
  numberPlace,
  type TimePlace,
  timePlace,
} from '#server/platform/cursor.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { type Disclosure, type Reading, read, readOnce } from '#server/security/read.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import {
  type NewestPage,
  type SortedCaseRow,
  selectCases,
  selectCasesOf,
  selectNewest,
  selectNewestMarked,
  TOP,
} from './case-list.store.ts';
import { type NewestRow, openCaseSummaries, openNewest, recallNewest } from './case-view.ts';

/** A page of the cases this reader may see. */
export function listCases(caller: WorkspaceCaller, query: CaseQuery): Promise<CasePage> {
  return isNewest(query) ? listNewest(caller, query) : listFiltered(caller, query);
}

function isNewest({ filter, sort }: CaseQuery): boolean {
  return Object.keys(filter).length === 0 && sort.by === 'created' && sort.direction === 'desc';
}

function listNewest(caller: WorkspaceCaller, { cursor, limit }: CaseQuery): Promise<CasePage> {
  const [before, beforeId] = cursor === null ? TOP : timePlace(cursor);
  const values: NewestPage = [before, beforeId, limit + 1];
  // Further pages are opened seldom: what they show is rarely remembered.
  if (cursor !== null) return openPage(caller, values, disclose);
  const { services, workspaceId } = caller;
  const known = services.keys.peek(workspaceId);
  if (known !== undefined && remembered.has(known)) return recallPage(caller, values);
  return openPage(caller, values, (page, scope) => {
    remembered.add(scope);
    return disclose(page);
  });
}

/** The keys of workspaces whose first page this process has opened, and found again since. */
const remembered = new WeakSet<KeyScope>();

/** The first page as this process has shown it lately; fetched whole where any of it has changed since. */
function recallPage(caller: WorkspaceCaller, values: NewestPage): Promise<CasePage> {
  return readOnce(caller, 'case.read', selectNewestMarked, values, async (rows, reading) => {
    const limit = values[2] - 1;
    const known = recallNewest(reading.scope, rows.slice(0, limit));
    if (known !== undefined && (await stillCalledSo(caller, reading, known))) {
      return disclose({ items: known, next: nextAfter(rows.length > limit ? known.at(-1) : undefined) });
    }
    remembered.delete(reading.scope);
    return disclose(await openPage(caller, values, (out) => ({ out, disclosed: undefined })));
  });
}

async function stillCalledSo(
  caller: WorkspaceCaller,
  reading: Reading,
  shown: readonly CaseSummary[],
): Promise<boolean> {
  const people = await peopleOf(caller, reading, new Set(shown.map(({ owner }) => owner.id)));
  return shown.every(({ owner }) => personOf(people, owner.id).name === owner.name);
}

function openPage(
  caller: WorkspaceCaller,
  values: NewestPage,
  answer: (page: CasePage, scope: KeyScope) => Disclosure<CasePage>,
): Promise<CasePage> {
  return readOnce(caller, 'case.read', selectNewest, values, async (rows, reading) => {
    const people = await peopleOf(caller, reading, new Set(rows.map((row) => row.owner_id)));
    const open = (shown: readonly NewestRow[]) => openNewest(reading.scope, shown, people);
    return answer(pageOf(rows, values[2] - 1, open, placeOf), reading.scope);
  });
}

const placeOf = (row: { readonly created_at: string; readonly id: string }) =>
  [row.created_at, row.id] as const;

const nextAfter = (last: CaseSummary | undefined) => (last ? encodeCursor([last.createdAt, last.id]) : null);

/** What these are called. */
async function peopleOf(
  caller: WorkspaceCaller,
  { actor, scope }: Reading,
  userIds: ReadonlySet<string>,
): Promise<People> {
  return peekPeople(actor, scope, userIds) ?? (await loadOwners(caller, [...userIds]));
}

function loadOwners(caller: WorkspaceCaller, owners: readonly string[]): Promise<People> {
  return read(caller, 'case.read', async (tx, { actor, scope }) => ({
    out: await knownPeople(tx, actor, scope, owners),
    disclosed: undefined,
  }));
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

function disclose(out: CasePage): Disclosure<CasePage> {
  const note = { action: 'case.listed' as const, targetKind: 'case', targetId: null, fields: ['title'] };
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
