import type { Case } from '#contracts/cases.ts';
import { type HouseRules, loadSettings, peekSettings } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read, readOnce } from '#server/security/read.ts';
import { tenantRead } from '#server/security/tenancy/index.ts';
import { type CaseViewRow, openCaseView } from './case-view.ts';

// Everyone it names in one look: each table read under its policy has its price, asked twice it has it twice.
const selectCase = tenantRead<[caseId: string], CaseViewRow>(`
  select 1 as place, c.*,
    (select g.kind from app.case_grants g where g.workspace_id = c.workspace_id and g.case_id = c.id
      and g.user_id = (select app.actor_id()) and (g.expires_at is null or g.expires_at > now())) as my_grant,
    (select r.id from app.review_rounds r where r.workspace_id = c.workspace_id and r.case_id = c.id
      and r.state = 'open') as open_round_id,
    s.slots, s.staff_ids, p.people_ids, p.people_profiles
  from app.cases c
  left join lateral (
    select array_agg(t.slot order by t.slot, t.user_id) as slots,
      array_agg(t.user_id order by t.slot, t.user_id) as staff_ids
    from app.case_staff t where t.workspace_id = c.workspace_id and t.case_id = c.id) s on true
  left join lateral (
    select array_agg(m.user_id) as people_ids, array_agg(m.sealed_profile) as people_profiles
    from app.memberships m where m.workspace_id = c.workspace_id
      and m.user_id = any(array[c.owner_id, c.creator_id] || s.staff_ids)) p on true
  where c.id = $4`);

/**
 * One case, as far as this reader may see it. The read is in the audit log before the reply leaves.
 * @throws AppError not_found for a case that is not there or not to be seen.
 */
export function getCase(caller: WorkspaceCaller, caseId: string): Promise<Case> {
  return readOnce(caller, 'case.read', selectCase, [caseId], async ([row], reading) => {
    if (!row) throw new AppError('not_found');
    return {
      out: openCaseView(row, reading, peekSettings(reading.actor) ?? (await settingsFor(caller))),
      disclosed: { action: 'case.read', targetKind: 'case', targetId: caseId, fields: READ_FIELDS },
    };
  });
}

const READ_FIELDS = ['title', 'summary', 'body', 'parties', 'fields'];

function settingsFor(caller: WorkspaceCaller): Promise<HouseRules> {
  return read(caller, 'case.read', async (tx, reading) => ({
    out: await loadSettings(tx, reading.actor),
    disclosed: undefined,
  }));
}
