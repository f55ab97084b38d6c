import type { Case } from '#contracts/cases.ts';
import { type HouseRules, loadSettings, peekSettings } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read, readOnce } from '#server/security/read.ts';
import { tenantRead } from '#server/security/tenancy/index.ts';
import { type CaseViewRow, openCaseView } from './case-view.ts';

const selectCase = tenantRead<[caseId: string], CaseViewRow>(`
  select c.*, o.sealed_profile as owner_profile, m.sealed_profile as creator_profile,
    (select g.kind from app.case_grants g where g.workspace_id = c.workspace_id and g.case_id = c.id
      and g.user_id = (select app.actor_id()) and (g.expires_at is null or g.expires_at > now())) as my_grant,
    (select r.id from app.review_rounds r where r.workspace_id = c.workspace_id and r.case_id = c.id
      and r.state = 'open') as open_round_id,
    s.slots, s.staff_ids, s.staff_profiles
  from app.cases c
  left join app.memberships o on o.workspace_id = c.workspace_id and o.user_id = c.owner_id
  left join app.memberships m on m.workspace_id = c.workspace_id and m.user_id = c.creator_id
  left join lateral (
    select array_agg(t.slot order by t.slot, t.user_id) as slots,
      array_agg(t.user_id order by t.slot, t.user_id) as staff_ids,
      array_agg(p.sealed_profile order by t.slot, t.user_id) as staff_profiles
    from app.case_staff t join app.memberships p on p.workspace_id = t.workspace_id and p.user_id = t.user_id
    where t.workspace_id = c.workspace_id and t.case_id = c.id) s on true
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
