import type { GrantLevel } from '#contracts/case-access.ts';
import type { Case, CaseSummary, StaffSeat, Step } from '#contracts/cases.ts';
import type { Person } from '#contracts/common.ts';
import type { CaseType } from '#contracts/presets.ts';
import { openPerson } from '#server/features/members/index.ts';
import type { HouseRules, MemberProfile } from '#server/features/workspaces/index.ts';
import { actionsOn, decide, type Relation } from '#server/security/access/index.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
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

export interface CaseListRow extends ListColumns {
  readonly sealed_list: Sealed<ListFields>;
  readonly owner_profile: Sealed<MemberProfile>;
}

export interface CaseViewRow extends CaseColumns, CaseListRow {
  readonly sealed_body: Sealed<BodyFields>;
  readonly creator_profile: Sealed<MemberProfile>;
  readonly my_grant: GrantLevel | null;
  readonly open_round_id: string | null;
  readonly slots: string[] | null;
  readonly staff_ids: string[] | null;
  readonly staff_profiles: Sealed<MemberProfile>[] | null;
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

function openCaseSummary(scope: KeyScope, row: CaseListRow, owner: Person): CaseSummary {
  const { title, tagIds } = scope.unsealKept(listContext(row.id), row.sealed_list);
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
export function openCaseView(row: CaseViewRow, { actor, scope }: Reading, settings: HouseRules): Case {
  const body = scope.unseal(bodyContext(row.id), row.sealed_body);
  const summary = openCaseSummary(scope, row, openPerson(scope, row.owner_id, row.owner_profile));
  const staff = openStaff(scope, row);
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
    createdBy: openPerson(scope, row.creator_id, row.creator_profile),
    staff,
    lock: type ? lockOf(type, { state: row.state, revisionNeeded: row.revision_needed }) : 'all',
    openRoundId: row.open_round_id,
    actions: actionsOn(actor, relation, actor.policies),
    steps: type ? openSteps(type, row.state, actor, relation, settings, written) : [],
  };
}

function openStaff(scope: KeyScope, { slots, staff_ids, staff_profiles }: CaseViewRow): StaffSeat[] {
  return (slots ?? []).flatMap((slot, at) => {
    const userId = staff_ids?.[at];
    const profile = staff_profiles?.[at];
    return userId && profile ? [{ slot, person: openPerson(scope, userId, profile) }] : [];
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
