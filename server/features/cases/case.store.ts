import type { GrantLevel } from '#contracts/case-access.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import {
  type BodyFields,
  bodyContext,
  type CaseColumns,
  type CaseRecord,
  type ListFields,
  listContext,
} from './case-record.ts';

interface CaseRow extends CaseColumns {
  readonly sealed_list: Sealed<ListFields>;
  readonly sealed_body: Sealed<BodyFields>;
  readonly my_grant: GrantLevel | null;
  readonly i_am_staff: boolean;
}

// Locked, so that two writers of one case come one after the other; in the order of their ids, so that two
// of several cases cannot wait for each other.
const selectForChange = statement<[ids: readonly string[]], CaseRow>(`
  select c.*,
    case when app.actor_id() = any (c.granted_ids) then app.my_grant(c.workspace_id, c.id) end as my_grant,
    app.actor_id() = any (c.staff_ids) as i_am_staff
  from app.cases c where c.workspace_id = (select app.tenant()) and c.id = any($1::uuid[])
  order by c.id for update of c`);

/** The cases of these ids that the actor may see, locked until the transaction ends. */
export async function loadCases(
  tx: TenantTx,
  scope: KeyScope,
  ids: readonly string[],
): Promise<CaseRecord[]> {
  const rows = await runIn(tx, selectForChange, [ids]);
  return rows.map((row) => openCase(scope, row));
}

export async function loadCase(tx: TenantTx, scope: KeyScope, id: string): Promise<CaseRecord | undefined> {
  const [found] = await loadCases(tx, scope, [id]);
  return found;
}

function openCase(scope: KeyScope, row: CaseRow): CaseRecord {
  return {
    id: row.id,
    number: row.number,
    type: row.case_type,
    state: row.state,
    phase: row.phase,
    revisionNeeded: row.revision_needed,
    severity: row.severity,
    categoryId: row.category_id,
    ownerId: row.owner_id,
    creatorId: row.creator_id,
    restricted: row.restricted,
    dueAt: row.due_at,
    legalHold: row.legal_hold,
    version: row.version,
    contentVersion: row.content_version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    list: scope.unseal(listContext(row.id), row.sealed_list),
    body: scope.unseal(bodyContext(row.id), row.sealed_body),
    myGrant: row.my_grant,
    iAmStaff: row.i_am_staff,
  };
}

export interface NewCase {
  readonly id: string;
  readonly workspaceId: string;
  readonly type: string;
  readonly state: string;
  readonly phase: string;
  readonly severity: string | null;
  readonly categoryId: string | null;
  readonly ownerId: string;
  readonly dueAt: string | null;
  readonly list: ListFields;
  readonly body: BodyFields;
}

type NewCaseValues = [
  workspaceId: string,
  id: string,
  type: string,
  state: string,
  phase: string,
  severity: string | null,
  categoryId: string | null,
  ownerId: string,
  dueAt: string | null,
  list: Buffer,
  body: Buffer,
];

// The number is taken in the same statement: whoever rolls back gives it back with the lock.
const insertRow = statement<NewCaseValues, { number: number }>(`
  with taken as (insert into app.case_counters as t (workspace_id, last_number) values ($1, 1)
    on conflict (workspace_id) do update set last_number = t.last_number + 1 returning last_number)
  insert into app.cases (workspace_id, id, number, case_type, state, phase, severity, category_id, owner_id,
    creator_id, due_at, sealed_list, sealed_body)
  select $1, $2, taken.last_number, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11 from taken
  returning number`);

/** Returns the number the case got. */
export async function insertCase(
  tx: TenantTx,
  _permit: Permit<'case.create' | 'case.import'>,
  scope: KeyScope,
  made: NewCase,
): Promise<number> {
  const [row] = await runIn(tx, insertRow, [
    made.workspaceId,
    made.id,
    made.type,
    made.state,
    made.phase,
    made.severity,
    made.categoryId,
    made.ownerId,
    made.dueAt,
    scope.sealKept(listContext(made.id), made.list),
    scope.seal(bodyContext(made.id), made.body),
  ]);
  if (!row) throw new Error('the new case was not let in by its own policy');
  return row.number;
}

/** What of a case may be written after it was made. */
export type CaseChange = Partial<
  Pick<
    CaseRecord,
    | 'state'
    | 'phase'
    | 'revisionNeeded'
    | 'severity'
    | 'categoryId'
    | 'ownerId'
    | 'restricted'
    | 'dueAt'
    | 'contentVersion'
    | 'list'
    | 'body'
  >
>;

type UpdateValues = [
  workspaceId: string,
  id: string,
  state: string,
  phase: string,
  revisionNeeded: boolean,
  severity: string | null,
  categoryId: string | null,
  ownerId: string,
  restricted: boolean,
  dueAt: string | null,
  contentVersion: number,
  list: Buffer | null,
  body: Buffer | null,
];

const updateRow = statement<UpdateValues, { version: number }>(`
  update app.cases set state = $3, phase = $4, revision_needed = $5, severity = $6, category_id = $7, owner_id = $8,
    restricted = $9, due_at = $10, content_version = $11, sealed_list = coalesce($12, sealed_list),
    sealed_body = coalesce($13, sealed_body), version = version + 1, updated_at = now()
  where workspace_id = $1 and id = $2 returning version`);

export type CasePermit = Permit<
  'case.edit' | 'case.staff' | 'case.restrict' | 'case.submit' | 'case.review' | 'case.import'
>;

/** Writes a case loaded for change in this transaction. Returns its new version. */
export async function updateCase(
  tx: TenantTx,
  _permit: CasePermit,
  scope: KeyScope,
  workspaceId: string,
  before: CaseRecord,
  change: CaseChange,
): Promise<number> {
  const after = { ...before, ...change };
  const [row] = await runIn(tx, updateRow, [
    workspaceId,
    before.id,
    after.state,
    after.phase,
    after.revisionNeeded,
    after.severity,
    after.categoryId,
    after.ownerId,
    after.restricted,
    after.dueAt,
    after.contentVersion,
    change.list === undefined ? null : scope.sealKept(listContext(before.id), change.list),
    change.body === undefined ? null : scope.seal(bodyContext(before.id), change.body),
  ]);
  if (!row) throw new Error('a case locked for change was gone');
  return row.version;
}

const deleteRow = statement<[id: string], { id: string }>(`
  delete from app.cases where workspace_id = (select app.tenant()) and id = $1 returning id`);

/** The case and all that hangs on it. */
export async function deleteCase(
  tx: TenantTx,
  _permit: Permit<'item.delete' | 'case.purge'>,
  id: string,
): Promise<void> {
  await runIn(tx, deleteRow, [id]);
}
