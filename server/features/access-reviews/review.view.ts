import type { AccessReview, AccessReviewSummary, ReviewedMember } from '#contracts/access-reviews.ts';
import type { Person } from '#contracts/common.ts';
import { loadPeople, type People, personOf, refuseMembershipChange } from '#server/features/members/index.ts';
import { rolesUpTo } from '#server/security/access/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { listAdministrators, listEntries, reasonContext } from './entry.store.ts';
import type { EntryRow, ReviewRow } from './review.store.ts';
import { inactivityOf, isLower, mayClose } from './review.ts';

export interface Viewing {
  readonly actor: Actor;
  readonly scope: KeyScope;
}

/** The person of an id; null for none. */
export function known(people: People, id: string | null): Person | null {
  return id === null ? null : personOf(people, id);
}

export function summaryOf(row: ReviewRow, people: People): AccessReviewSummary {
  return {
    id: row.id,
    openedBy: known(people, row.opened_by),
    openedAt: row.opened_at,
    dueAt: row.due_at,
    overdue: row.overdue,
    closedBy: known(people, row.closed_by),
    closedAt: row.closed_at,
    members: row.members,
    undecided: row.undecided,
  };
}

/** A review with everyone in it, and what this reader may say of each. */
export async function reviewView(
  tx: TenantTx,
  { actor, scope }: Viewing,
  row: ReviewRow,
): Promise<AccessReview> {
  const entries = await listEntries(tx, row.id);
  const people = await loadPeople(tx, scope, [row.opened_by, row.closed_by, ...idsOf(entries)]);
  const administrators = await listAdministrators(tx);
  const owners = entries.filter(({ present, role_now }) => present && role_now === 'owner').length;
  const open = row.closed_at === null;
  return {
    ...summaryOf(row, people),
    entries: entries.map((entry) => ({
      ...factsOf(entry, { people, scope, review: row }),
      ...(open && entry.present ? choicesOf(actor, entry, owners) : NOTHING),
    })),
    closable: open && mayClose(actor.userId, administrators, entries.map(judged)),
  };
}

export function idsOf(entries: readonly EntryRow[]): (string | null)[] {
  return entries.flatMap(({ user_id, decided_by }) => [user_id, decided_by]);
}

export function judged({ user_id, decision, present }: EntryRow) {
  return { userId: user_id, decided: decision !== null, present };
}

interface Facts {
  readonly people: People;
  readonly scope: KeyScope;
  readonly review: Pick<ReviewRow, 'id' | 'opened_at'>;
}

/** What was seen of a member and said of them. */
export function factsOf(entry: EntryRow, { people, scope, review }: Facts) {
  const {
    user_id,
    last_seen_at: lastSeenAt,
    joined_at: joinedAt,
    passkeys,
    totp,
    password,
    tokens,
    grants,
  } = entry;
  return {
    member: personOf(people, user_id),
    role: entry.role,
    joinedAt,
    lastSeenAt,
    inactive: inactivityOf({ lastSeenAt, joinedAt }, new Date(review.opened_at)),
    passkeys,
    totp,
    password,
    tokens,
    grants,
    decision: entry.decision,
    newRole: entry.new_role,
    reason: entry.sealed_reason && scope.unseal(reasonContext(review.id, user_id), entry.sealed_reason),
    decidedBy: known(people, entry.decided_by),
    decidedAt: entry.decided_at,
  };
}

type Choices = Pick<ReviewedMember, 'decidable' | 'lowerTo' | 'removable'>;
const NOTHING: Choices = { decidable: false, lowerTo: [], removable: false };

function choicesOf(actor: Actor, { user_id, role_now }: EntryRow, activeOwners: number): Choices {
  const target = { userId: user_id, role: role_now };
  if (user_id === actor.userId) return NOTHING;
  return {
    decidable: true,
    lowerTo: rolesUpTo(actor.role).filter(
      (role) =>
        isLower(role, role_now) &&
        refuseMembershipChange(actor, { kind: 're-role', target, role, activeOwners }) === null,
    ),
    removable: refuseMembershipChange(actor, { kind: 'remove', target, activeOwners }) === null,
  };
}
