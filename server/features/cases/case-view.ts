import type { GrantLevel } from '#contracts/case-access.ts';
import type { Case, CaseSummary, StaffSeat, Step } from '#contracts/cases.ts';
import type { Person } from '#contracts/common.ts';
import type { CaseType } from '#contracts/presets.ts';
import { openPerson, type People, personOf } from '#server/features/members/index.ts';
import type { HouseRules, MemberProfile } from '#server/features/workspaces/index.ts';
import { actionsOn, decide, type Relation } from '#server/security/access/index.ts';
import type { KeyScope, Sealed, SealMark } from '#server/security/crypto/index.ts';
import type { Reading } from '#server/security/read.ts';
import type { Actor } from '#server/security/tenancy/index.ts';
import { relationTo } from './case.policy.ts';
import { lockOf, refuseStep } from './case.ts';
import {
  type BodyFields,
  bodyContext,
  type CaseColumns,
  type ListFields,
  listContext,
} from './case-record.ts';

type ListColumns = Omit<CaseColumns, 'creator_id' | 'legal_hold' | 'content_version'>;

/** A row of a list; what its owner is called stands elsewhere. */
export interface SummaryRow extends ListColumns {
  readonly sealed_list: Sealed<ListFields>;
}

/** A row of the newest page. */
export interface NewestRow extends SummaryRow {
  /** Changes with the row. */
  readonly row_mark: string;
}

/** The marks alone. */
export interface MarkedRow extends Pick<NewestRow, 'id' | 'row_mark'> {
  readonly list_mark: SealMark<ListFields>;
}

export interface CaseListRow extends SummaryRow {
  readonly owner_profile: Sealed<MemberProfile>;
}

export interface CaseViewRow extends CaseColumns, SummaryRow {
  readonly sealed_body: Sealed<BodyFields>;
  readonly my_grant: GrantLevel | null;
  readonly open_round_id: string | null;
  readonly staff_slots: readonly string[];
  readonly staff_ids: readonly string[];
}

/** What a case is shown with: the rules of the house, and what those whom it names are called. */
export interface Surroundings {
  readonly settings: HouseRules;
  readonly people: People;
}

/** The rows of a list, opened. Most pages have few owners: each is opened once. */
export function openCaseSummaries(scope: KeyScope, rows: readonly CaseListRow[]): CaseSummary[] {
  const owners = new Map<string, Person>();
  return rows.map((row) => {
    const owner = owners.get(row.owner_id) ?? openPerson(scope, row.owner_id, row.owner_profile);
    owners.set(row.owner_id, owner);
    return openCaseSummary(scope, row, owner);
  });
}

// What a row was shown as, for as long as what is sealed in it is remembered.
const shownAs = new WeakMap<ListFields, { readonly mark: string; readonly summary: CaseSummary }>();

/** The same for rows whose owners are known, and remembered. */
export function openNewest(scope: KeyScope, rows: readonly NewestRow[], people: People): CaseSummary[] {
  return rows.map((row) => {
    const fields = scope.unsealKept(listContext(row.id), row.sealed_list);
    const owner = Object.freeze({ ...personOf(people, row.owner_id) });
    const summary = Object.freeze(summaryOf(row, fields, owner));
    shownAs.set(fields, { mark: row.row_mark, summary });
    return summary;
  });
}

/** What these rows were shown as; undefined where one has changed since, or is not remembered. */
export function recallNewest(scope: KeyScope, rows: readonly MarkedRow[]): CaseSummary[] | undefined {
  const summaries: CaseSummary[] = [];
  for (const row of rows) {
    const fields = scope.kept(listContext(row.id), row.list_mark);
    const shown = fields && shownAs.get(fields);
    if (shown?.mark !== row.row_mark) return undefined;
    summaries.push(shown.summary);
  }
  return summaries;
}

function openCaseSummary(scope: KeyScope, row: SummaryRow, owner: Person): CaseSummary {
  return summaryOf(row, scope.unsealKept(listContext(row.id), row.sealed_list), owner);
}

function summaryOf(row: ListColumns, { title, tagIds }: ListFields, owner: Person): CaseSummary {
  return {
    id: row.id,
    number: row.number,
    type: row.case_type,
    title,
    state: row.state,
    phase: row.phase,
    revisionNeeded: row.revision_needed,
    severity: row.severity,
    categoryId: row.category_id,
    tagIds,
    owner,
    restricted: row.restricted,
    dueAt: row.due_at,
    version: row.version,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/** A case in full, with what this reader may do with it next. */
export function openCaseView(
  row: CaseViewRow,
  { actor, scope }: Reading,
  { settings, people }: Surroundings,
): Case {
  const body = scope.unseal(bodyContext(row.id), row.sealed_body);
  const summary = openCaseSummary(scope, row, personOf(people, row.owner_id));
  const staff = openStaff(people, row);
  const relation = relationTo(actor.userId, {
    ownerId: row.owner_id,
    creatorId: row.creator_id,
    restricted: row.restricted,
    myGrant: row.my_grant,
    iAmStaff: staff.some((seat) => seat.person.id === actor.userId),
  });
  const type = settings.caseTypes.find((candidate) => candidate.key === row.case_type);
  const written = summary.title !== '' && body.body.trim() !== '';
  return {
    ...summary,
    ...body,
    createdBy: personOf(people, row.creator_id),
    staff,
    lock: type ? lockOf(type, { state: row.state, revisionNeeded: row.revision_needed }) : 'all',
    legalHold: row.legal_hold,
    openRoundId: row.open_round_id,
    actions: actionsOn(actor, relation, actor.policies),
    steps: type ? openSteps(type, row.state, actor, relation, settings, written) : [],
  };
}

function openStaff(people: People, { staff_slots, staff_ids }: CaseViewRow): StaffSeat[] {
  return staff_slots.flatMap((slot, at) => {
    const userId = staff_ids[at];
    return userId === undefined ? [] : [{ slot, person: personOf(people, userId) }];
  });
}

/** The steps open from here. Opening a round is not among them: it has an action of its own. */
function openSteps(
  type: CaseType,
  state: string,
  actor: Actor,
  relation: Relation,
  settings: HouseRules,
  hasTitleAndBody: boolean,
): Step[] {
  const facts = {
    role: actor.role,
    reviews: settings.reviewRule.mode !== 'off',
    round: null,
    hasTitleAndBody,
  };
  return type.transitions
    .filter((step) => step.from === state && refuseStep(step, facts) === null)
    .filter((step) => decide(actor, step.action, relation, actor.policies).allow)
    .map(({ to, label, reasonRequired }) => ({ to, label, reasonRequired }));
}
