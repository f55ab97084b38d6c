import type { StaffWrite } from '#contracts/cases.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

type Values = [workspaceId: string, caseId: string, slots: readonly string[], userIds: readonly string[]];

const insertSeats = statement<Values, never>(`
  insert into app.case_staff (workspace_id, case_id, slot, user_id)
  select $1, $2, s.slot, s.user_id from unnest($3::text[], $4::uuid[]) s (slot, user_id) on conflict do nothing`);
const deleteOthers = statement<Values, never>(`
  delete from app.case_staff t where t.workspace_id = $1 and t.case_id = $2
    and not exists (select 1 from unnest($3::text[], $4::uuid[]) s (slot, user_id)
      where s.slot = t.slot and s.user_id = t.user_id)`);
const selectSeats = statement<[caseId: string], { slot: string; user_id: string }>(`
  select s.slot, s.user_id from app.case_staff s where s.workspace_id = (select app.tenant()) and s.case_id = $1`);

/** Makes these the seats taken, and no others. */
export async function writeStaff(
  tx: TenantTx,
  _permit: Permit<'case.staff'>,
  workspaceId: string,
  caseId: string,
  seats: StaffWrite['seats'],
): Promise<void> {
  const values: Values = [
    workspaceId,
    caseId,
    seats.map((seat) => seat.slot),
    seats.map((seat) => seat.userId),
  ];
  await Promise.all([runIn(tx, deleteOthers, values), runIn(tx, insertSeats, values)]);
}

export async function listStaff(
  tx: TenantTx,
  caseId: string,
): Promise<{ readonly slot: string; readonly userId: string }[]> {
  const rows = await runIn(tx, selectSeats, [caseId]);
  return rows.map((row) => ({ slot: row.slot, userId: row.user_id }));
}
