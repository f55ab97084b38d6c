import type { Role } from '#contracts/common.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import { type Sealed, sealRow } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import type { EntryRow } from './review.store.ts';

export function reasonContext(reviewId: string, userId: string) {
  return {
    table: 'access_review_members',
    row: sealRow(reviewId, userId),
    use: 'reason',
  } as const;
}

const COLUMNS = `e.user_id, e.role, e.joined_at, e.last_seen_at, e.passkeys, e.totp, e.password, e.tokens, e.grants,
  e.decision, e.new_role, e.sealed_reason, e.decided_by, e.decided_at, m.state <> 'removed' as present, m.role as role_now`;
const FROM = `app.access_review_members e
  join app.memberships m on m.workspace_id = e.workspace_id and m.user_id = e.user_id
  where e.workspace_id = (select app.tenant()) and e.review_id = $1`;

const list = statement<[reviewId: string], EntryRow>(`
  select ${COLUMNS} from ${FROM} order by e.last_seen_at nulls first, e.joined_at, e.user_id`);
const find = statement<[reviewId: string, userId: string], EntryRow>(
  `select ${COLUMNS} from ${FROM} and e.user_id = $2`,
);

/** Who was seen longest ago first. */
export function listEntries(tx: TenantTx, reviewId: string): Promise<EntryRow[]> {
  return runIn(tx, list, [reviewId]);
}

export async function findEntry(
  tx: TenantTx,
  reviewId: string,
  userId: string,
): Promise<EntryRow | undefined> {
  return (await runIn(tx, find, [reviewId, userId]))[0];
}

type Decided = [
  reviewId: string,
  userId: string,
  decision: string,
  newRole: Role | null,
  reason: Buffer,
  by: string,
];
const decide = statement<Decided, never>(`
  update app.access_review_members set decision = $3, new_role = $4, sealed_reason = $5, decided_by = $6, decided_at = now()
  where workspace_id = (select app.tenant()) and review_id = $1 and user_id = $2`);

export async function keepDecision(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  given: {
    readonly reviewId: string;
    readonly userId: string;
    readonly decision: string;
    readonly newRole: Role | null;
    readonly reason: Sealed<string>;
    readonly by: string;
  },
): Promise<void> {
  const { reviewId, userId, decision, newRole, reason, by } = given;
  await runIn(tx, decide, [reviewId, userId, decision, newRole, reason, by]);
}

const administrators = statement<[], { user_id: string }>(`
  select m.user_id from app.memberships m
  where m.workspace_id = (select app.tenant()) and m.state = 'active' and m.role in ('owner', 'admin')`);

/** Who can judge others now. */
export async function listAdministrators(tx: TenantTx): Promise<string[]> {
  return (await runIn(tx, administrators, [])).map(({ user_id }) => user_id);
}
