import type { Decision, RoundState } from '#contracts/reviews.ts';
import type { ReviewRule } from '#contracts/workspaces.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { KeyScope, SealContext, Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { type DecisionRecord, decisionContext, openDecision } from './decision-seal.ts';

const noteContext = (roundId: string): SealContext => ({ table: 'review_rounds', row: roundId, use: 'note' });

export interface RoundRecord {
  readonly id: string;
  readonly contentVersion: number;
  readonly state: RoundState;
  readonly rule: ReviewRule;
  readonly coverNote: string;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly closedAt: string | null;
  readonly decisions: readonly DecisionRecord[];
}

interface RoundRow {
  readonly id: string;
  readonly content_version: number;
  readonly state: RoundState;
  readonly rule_mode: ReviewRule['mode'];
  readonly rule_count: number;
  readonly sealed_note: Sealed<string> | null;
  readonly opened_by: string;
  readonly opened_at: string;
  readonly closed_at: string | null;
}

interface DecisionRow {
  readonly round_id: string;
  readonly reviewer_id: string;
  readonly decision: Decision | null;
  readonly voided_at: string | null;
  readonly sealed_comment: Sealed<string> | null;
  readonly decided_at: string | null;
}

const selectRounds = statement<[caseId: string], RoundRow>(`
  select r.id, r.content_version, r.state, r.rule_mode, r.rule_count, r.sealed_note, r.opened_by, r.opened_at,
    r.closed_at
  from app.review_rounds r where r.workspace_id = (select app.tenant()) and r.case_id = $1
  order by r.opened_at desc, r.id limit 100`);

const selectDecisions = statement<[roundIds: readonly string[]], DecisionRow>(`
  select d.round_id, d.reviewer_id, d.decision, d.voided_at, d.sealed_comment, d.decided_at
  from app.review_decisions d where d.workspace_id = (select app.tenant()) and d.round_id = any($1::uuid[])
  order by d.reviewer_id`);

/** The rounds of a case, newest first, each with what its reviewers said. */
export async function listRounds(tx: TenantTx, scope: KeyScope, caseId: string): Promise<RoundRecord[]> {
  const rounds = await runIn(tx, selectRounds, [caseId]);
  if (rounds.length === 0) return [];
  const decisions = await runIn(tx, selectDecisions, [rounds.map((round) => round.id)]);
  const byRound = Map.groupBy(decisions, (row) => row.round_id);
  return rounds.map((row) => ({
    id: row.id,
    contentVersion: row.content_version,
    state: row.state,
    rule: { mode: row.rule_mode, count: row.rule_count },
    coverNote: row.sealed_note ? scope.unseal(noteContext(row.id), row.sealed_note) : '',
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    closedAt: row.closed_at,
    decisions: (byRound.get(row.id) ?? []).map((decision) => openDecision(scope, row.id, decision)),
  }));
}

export interface NewRound {
  readonly id: string;
  readonly caseId: string;
  readonly contentVersion: number;
  readonly rule: ReviewRule;
  readonly coverNote: string;
  readonly reviewerIds: readonly string[];
}

type InsertValues = [
  workspaceId: string,
  id: string,
  caseId: string,
  contentVersion: number,
  mode: string,
  count: number,
  note: Buffer,
  openedBy: string,
];

const insertRow = statement<InsertValues, never>(`
  insert into app.review_rounds (workspace_id, id, case_id, content_version, state, rule_mode, rule_count, sealed_note,
    opened_by)
  values ($1, $2, $3, $4, 'open', $5, $6, $7, $8)`);
const insertReviewers = statement<[workspaceId: string, roundId: string, ids: readonly string[]], never>(`
  insert into app.review_decisions (workspace_id, round_id, reviewer_id) select $1, $2, unnest($3::uuid[])`);

export async function insertRound(
  tx: TenantTx,
  _permit: Permit<'case.submit'>,
  scope: KeyScope,
  actor: { readonly workspaceId: string; readonly userId: string },
  round: NewRound,
): Promise<void> {
  const { workspaceId, userId } = actor;
  const { id, caseId, contentVersion, rule, coverNote, reviewerIds } = round;
  const note = scope.seal(noteContext(id), coverNote);
  await Promise.all([
    runIn(tx, insertRow, [workspaceId, id, caseId, contentVersion, rule.mode, rule.count, note, userId]),
    runIn(tx, insertReviewers, [workspaceId, id, reviewerIds]),
  ]);
}

const updateDecision = statement<
  [roundId: string, reviewerId: string, decision: string, comment: Buffer],
  never
>(`
  update app.review_decisions d set decision = $3, sealed_comment = $4, decided_at = now()
  where d.workspace_id = (select app.tenant()) and d.round_id = $1 and d.reviewer_id = $2`);
const closeRow = statement<[roundId: string, state: string], never>(`
  update app.review_rounds r set state = $2, closed_at = now()
  where r.workspace_id = (select app.tenant()) and r.id = $1`);

export async function writeDecision(
  tx: TenantTx,
  _permit: Permit<'case.review'>,
  scope: KeyScope,
  roundId: string,
  said: { readonly reviewerId: string; readonly decision: Decision; readonly comment: string },
): Promise<void> {
  const sealed = scope.seal<string>(decisionContext(roundId, said.reviewerId), said.comment);
  await runIn(tx, updateDecision, [roundId, said.reviewerId, said.decision, sealed]);
}

export async function closeRound(
  tx: TenantTx,
  _permit: Permit<'case.review'>,
  roundId: string,
  outcome: RoundState,
): Promise<void> {
  await runIn(tx, closeRow, [roundId, outcome]);
}

const waiting = statement<[reviewer: string], { round_id: string; case_id: string }>(`
  select r.id as round_id, r.case_id from app.review_decisions d
  join app.review_rounds r on r.workspace_id = d.workspace_id and r.id = d.round_id
  where d.workspace_id = (select app.tenant()) and d.reviewer_id = $1 and d.decision is null and r.state = 'open'
  order by r.id`);
const give = statement<[round: string, from: string, to: string], { round_id: string }>(`
  update app.review_decisions d set reviewer_id = $3
  where d.workspace_id = (select app.tenant()) and d.round_id = $1 and d.reviewer_id = $2 and d.decision is null
    and not exists (select 1 from app.review_decisions o
      where o.workspace_id = d.workspace_id and o.round_id = d.round_id and o.reviewer_id = $3)
  returning d.round_id`);

/** The open rounds that wait for this reviewer's word. */
export function waitingFor(
  tx: TenantTx,
  reviewerId: string,
): Promise<{ round_id: string; case_id: string }[]> {
  return runIn(tx, waiting, [reviewerId]);
}

/** Asks one reviewer in the place of another who has not decided; false where they are asked already. */
export async function giveDecision(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  roundId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<boolean> {
  return (await runIn(tx, give, [roundId, from, to])).length > 0;
}
