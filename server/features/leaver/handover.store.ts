import type { DepartureReceipt } from '#contracts/leaver.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/** Who leaves, who takes over, and who says so. */
export interface Handover {
  readonly userId: string;
  readonly heirId: string;
  readonly byId: string;
}

/** A case as it stands after it was changed. */
export interface Moved {
  readonly id: string;
  readonly version: number;
}

const moveCases = statement<[leaver: string, heir: string], Moved>(`
  update app.cases set owner_id = $2, version = version + 1, updated_at = now()
  where workspace_id = (select app.tenant()) and owner_id = $1 returning id, version`);
const grantHeir = statement<[leaver: string, heir: string, by: string], never>(`
  insert into app.case_grants (workspace_id, case_id, user_id, kind, granted_by)
  select c.workspace_id, c.id, $2, 'edit', $3 from app.cases c
  where c.workspace_id = (select app.tenant()) and c.owner_id = $1 and c.restricted
  on conflict (workspace_id, case_id, user_id) do update set kind = 'edit', expires_at = null`);

/** Gives the cases one owns to another member, who sees the restricted ones like the owner before. */
export async function moveOwnedCases(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  { userId, heirId, byId }: Handover,
): Promise<Moved[]> {
  await runIn(tx, grantHeir, [userId, heirId, byId]);
  return runIn(tx, moveCases, [userId, heirId]);
}

const moveContacts = statement<[leaver: string, heir: string], never>(`
  update app.contacts set owner_id = $2, version = version + 1
  where workspace_id = (select app.tenant()) and owner_id = $1`);

/** Gives the contacts one owns to another member. */
export async function moveOwnedContacts(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  { userId, heirId }: Handover,
): Promise<void> {
  await runIn(tx, moveContacts, [userId, heirId]);
}

const moveSeatsRow = statement<[leaver: string, heir: string], Moved>(`
  with had as (
    delete from app.case_staff s where s.workspace_id = (select app.tenant()) and s.user_id = $1
    returning s.workspace_id, s.case_id, s.slot),
  put as (
    insert into app.case_staff (workspace_id, case_id, slot, user_id)
      select h.workspace_id, h.case_id, h.slot, $2 from had h on conflict do nothing)
  update app.cases c set version = c.version + 1, updated_at = now()
  where c.workspace_id = (select app.tenant()) and c.id in (select h.case_id from had h) returning c.id, c.version`);
// What somebody is to work on they see as the one before them did, and no longer.
const passGrants = statement<[leaver: string, heir: string, by: string], never>(`
  insert into app.case_grants (workspace_id, case_id, user_id, kind, expires_at, granted_by)
  select g.workspace_id, g.case_id, $2, g.kind, g.expires_at, $3 from app.case_grants g
  where g.workspace_id = (select app.tenant()) and g.user_id = $1 and (g.expires_at is null or g.expires_at > now())
    and (exists (select 1 from app.case_staff s
        where s.workspace_id = g.workspace_id and s.case_id = g.case_id and s.user_id = $1)
      or exists (select 1 from app.review_rounds r
        join app.review_decisions d on d.workspace_id = r.workspace_id and d.round_id = r.id
        where r.workspace_id = g.workspace_id and r.case_id = g.case_id and r.state = 'open'
          and d.reviewer_id = $1 and d.decision is null))
  on conflict (workspace_id, case_id, user_id) do nothing`);

/** Gives the staff slots one fills to another member. A slot that both fill is the heir's alone. */
export async function moveSeats(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  { userId, heirId, byId }: Handover,
): Promise<Moved[]> {
  await runIn(tx, passGrants, [userId, heirId, byId]);
  return runIn(tx, moveSeatsRow, [userId, heirId]);
}

const moveViewsOf = statement<
  [leaver: string, heir: string],
  Pick<DepartureReceipt['done'], 'views' | 'viewsEnded'>
>('select * from app.hand_over_views($1, $2)');

/** Gives the views one shared to another member, and removes those nobody else saw. Who had them is no member any more. */
export async function moveViews(
  tx: TenantTx,
  _permit: Permit<'member.manage'>,
  { userId, heirId }: Pick<Handover, 'userId' | 'heirId'>,
): Promise<Pick<DepartureReceipt['done'], 'views' | 'viewsEnded'>> {
  const [row] = await runIn(tx, moveViewsOf, [userId, heirId]);
  return row ?? { views: 0, viewsEnded: 0 };
}
