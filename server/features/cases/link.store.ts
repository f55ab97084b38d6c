import type { CaseLink, LinkKind } from '#contracts/case-links.ts';
import type { Phase } from '#contracts/presets.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { KeyScope, Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { type ListFields, listContext } from './case-record.ts';

interface Row {
  readonly id: string;
  readonly kind: LinkKind;
  readonly outward: boolean;
  readonly other_id: string;
  readonly number: number;
  readonly state: string;
  readonly phase: Phase;
  readonly sealed_list: Sealed<ListFields>;
}

// The join runs through the policy of `cases`: a link to a case one may not see is not there (LESSONS 25).
const selectLinks = statement<[caseId: string], Row>(`
  select l.id, l.kind, l.case_id = $1 as outward, c.id as other_id, c.number, c.state, c.phase, c.sealed_list
  from app.case_links l
  join app.cases c on c.workspace_id = l.workspace_id
    and c.id = case when l.case_id = $1 then l.other_id else l.case_id end
  where l.workspace_id = (select app.tenant()) and (l.case_id = $1 or l.other_id = $1)
  order by l.created_at, l.id limit 200`);

type InsertValues = [
  workspaceId: string,
  id: string,
  caseId: string,
  otherId: string,
  kind: LinkKind,
  by: string,
];

const insertRow = statement<InsertValues, { id: string }>(`
  insert into app.case_links (workspace_id, id, case_id, other_id, kind, created_by)
  values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id`);

const deleteRow = statement<[id: string, caseId: string], { id: string }>(`
  delete from app.case_links where workspace_id = (select app.tenant()) and id = $1 and case_id = $2 returning id`);

/** The links of a case to others this reader may see. */
export async function listLinks(tx: TenantTx, scope: KeyScope, caseId: string): Promise<CaseLink[]> {
  const rows = await runIn(tx, selectLinks, [caseId]);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    direction: row.outward ? 'out' : 'in',
    case: {
      id: row.other_id,
      number: row.number,
      title: scope.unseal(listContext(row.other_id), row.sealed_list).title,
      state: row.state,
      phase: row.phase,
    },
  }));
}

/** False when the same link is there already. */
export async function insertLink(
  tx: TenantTx,
  _permit: Permit<'case.edit'>,
  actor: { readonly workspaceId: string; readonly userId: string },
  link: { readonly id: string; readonly caseId: string; readonly otherId: string; readonly kind: LinkKind },
): Promise<boolean> {
  const { id, caseId, otherId, kind } = link;
  const rows = await runIn(tx, insertRow, [actor.workspaceId, id, caseId, otherId, kind, actor.userId]);
  return rows.length > 0;
}

/** False when the case holds no such link. */
export async function deleteLink(
  tx: TenantTx,
  _permit: Permit<'case.edit'>,
  id: string,
  caseId: string,
): Promise<boolean> {
  return (await runIn(tx, deleteRow, [id, caseId])).length > 0;
}
