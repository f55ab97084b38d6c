import type { CaseFilter, CaseSort } from '#contracts/case-lists.ts';
import type { NumberPlace, TimePlace } from '#server/platform/cursor.ts';
import { type RawBuilder, type SqlBool, sql } from '#server/platform/db/index.ts';
import { type TenantTx, tenantRead } from '#server/security/tenancy/index.ts';
import type { CaseListRow, MarkedRow, NewestRow } from './case-view.ts';

export type NewestPage = readonly [before: string, beforeId: string, limit: number];

const NEWEST = 'select row_number() over () as place, p.* from (select c.id,';
const FROM_TOP = `from app.cases c where (c.created_at, c.id) < ($4::timestamptz, $5::uuid)
    order by c.created_at desc, c.id desc limit $6) p`;
// Which transaction wrote the row as it stands: no change of it leaves this as it was.
const ROW_MARK = `c.xmin::text || '.' || c.version as row_mark`;

/** The page everyone opens first: the newest cases of all, in one round trip. */
export const selectNewest = tenantRead<NewestPage, NewestRow>(`${NEWEST} ${ROW_MARK},
      c.number, c.case_type, c.state, c.phase, c.revision_needed, c.severity, c.category_id, c.owner_id,
      c.restricted, c.due_at, c.version, c.created_at, c.updated_at, c.sealed_list ${FROM_TOP}`);

/** The same with the marks of the rows in place of them, for a process that has shown them lately. */
export const selectNewestMarked = tenantRead<NewestPage, MarkedRow>(`${NEWEST} ${ROW_MARK},
      encode(substring(c.sealed_list from octet_length(c.sealed_list) - 15), 'hex') as list_mark ${FROM_TOP}`);

/** Before everything: where the newest page begins. */
export const TOP: [string, string] = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

const COLUMNS = [
  'c.id',
  'c.number',
  'c.case_type',
  'c.state',
  'c.phase',
  'c.revision_needed',
  'c.severity',
  'c.category_id',
  'c.owner_id',
  'c.restricted',
  'c.due_at',
  'c.version',
  'c.created_at',
  'c.updated_at',
  'c.sealed_list',
  'o.sealed_profile as owner_profile',
] as const;

const SORT_VALUE: Readonly<Record<CaseSort['by'], RawBuilder<string | number>>> = {
  created: sql`c.created_at`,
  updated: sql`c.updated_at`,
  number: sql`c.number`,
  due: sql`coalesce(c.due_at, 'infinity')`,
  severity: sql`coalesce(array_position(array['low', 'medium', 'high', 'critical'], c.severity), 0)`,
};

export interface SortedCaseRow extends CaseListRow {
  readonly sort_value: string | number;
}

export interface ListRequest {
  readonly filter: CaseFilter;
  readonly sort: CaseSort;
  readonly after: TimePlace | NumberPlace | null;
  readonly limit: number;
}

/** One page of the cases the actor may see that pass the filter. */
export async function selectCases(tx: TenantTx, request: ListRequest): Promise<SortedCaseRow[]> {
  const { filter, sort, after, limit } = request;
  const value = SORT_VALUE[sort.by];
  let query = fromCases(tx)
    .select(COLUMNS)
    .select(value.as('sort_value'))
    .where((eb) => eb.and(conditions(filter)))
    .orderBy(value, sort.direction)
    .orderBy('c.id', sort.direction)
    .limit(limit);
  if (after) {
    const beyond =
      sort.direction === 'asc'
        ? sql<SqlBool>`(${value}, c.id) > (${after[0]}, ${after[1]})`
        : sql<SqlBool>`(${value}, c.id) < (${after[0]}, ${after[1]})`;
    query = query.where(beyond);
  }
  return query.$narrowType<SortedCaseRow>().execute();
}

/** Those of these cases that the actor may see. */
export async function selectCasesOf(tx: TenantTx, ids: readonly string[]): Promise<CaseListRow[]> {
  if (ids.length === 0) return [];
  return (
    fromCases(tx)
      .select(COLUMNS)
      // One parameter: a list of them would be another statement, planned anew, for each length.
      .where(sql<SqlBool>`c.id = any(${ids})`)
      .$narrowType<CaseListRow>()
      .execute()
  );
}

function fromCases(tx: TenantTx) {
  return tx
    .selectFrom('app.cases as c')
    .innerJoin('app.memberships as o', (join) =>
      join.onRef('o.workspace_id', '=', 'c.workspace_id').onRef('o.user_id', '=', 'c.owner_id'),
    );
}

const LISTS = [
  ['phases', 'c.phase'],
  ['states', 'c.state'],
  ['types', 'c.case_type'],
  ['severities', 'c.severity'],
  ['categoryIds', 'c.category_id'],
  ['ownerIds', 'c.owner_id'],
] as const;
const PERIODS = [
  ['created', 'c.created_at'],
  ['updated', 'c.updated_at'],
  ['due', 'c.due_at'],
] as const;
const FLAGS = [
  ['revisionNeeded', 'c.revision_needed'],
  ['restricted', 'c.restricted'],
] as const;

/** The filter as a condition on `app.cases c`, for the searches of other features. */
export function caseConditions(filter: CaseFilter): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${sql.join([sql`true`, ...conditions(filter)], sql` and `)})`;
}

// Column names are the constants above; what the reader typed is always a parameter.
function conditions(filter: CaseFilter): RawBuilder<SqlBool>[] {
  const lists = LISTS.flatMap(([key, column]) => {
    const values = filter[key];
    return values ? [sql<SqlBool>`${sql.ref(column)} = any(${values})`] : [];
  });
  const flags = FLAGS.flatMap(([key, column]) => {
    const value = filter[key];
    return value === undefined ? [] : [sql<SqlBool>`${sql.ref(column)} = ${value}`];
  });
  const periods = PERIODS.flatMap(([key, column]) => [
    ...(filter[key]?.from ? [sql<SqlBool>`${sql.ref(column)} >= ${filter[key].from}`] : []),
    ...(filter[key]?.to ? [sql<SqlBool>`${sql.ref(column)} < ${filter[key].to}`] : []),
  ]);
  return [...lists, ...flags, ...periods, ...tagged(filter.tagIds)];
}

function tagged(tagIds: readonly string[] | undefined): RawBuilder<SqlBool>[] {
  if (!tagIds) return [];
  return [
    sql<SqlBool>`c.id in (select t.case_id from app.case_tags t
      where t.workspace_id = (select app.tenant()) and t.tag_id = any(${tagIds}))`,
  ];
}
