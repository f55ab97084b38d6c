import type { CaseAccess } from '#contracts/case-access.ts';
import type { CaseSummary } from '#contracts/cases.ts';
import { ROLES, type Role } from '#contracts/common.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import type { TestWorld } from '#tests/support/world.ts';

const PHASES = ['draft', 'review', 'open', 'closed'] as const;
const HOLDERS = [null, 'viewer', 'member', 'reviewer', 'manager'] as const;

export interface Sight {
  readonly caseId: string;
  readonly role: Role;
  /** What the product says of who sees the case. */
  readonly told: boolean;
  readonly got: boolean;
  readonly listed: boolean;
  readonly commentsShown: boolean;
}

/**
 * Cases in every phase, restricted and not, with an owner, a staff seat and a grant (live and expired) for
 * different people, half of whom see assigned records only; then everyone's sight of every one of them.
 */
export async function sights(world: TestWorld): Promise<Sight[]> {
  const ids = await plant(world);
  const owner = world.a.as('owner');
  const lists = new Map<Role, Set<string>>();
  for (const role of ROLES) {
    const reply = await world.a.as(role).post(`${world.a.path}/cases/query`, { limit: 100 });
    lists.set(role, new Set(reply.body.items.map(({ id }: CaseSummary) => id)));
  }
  const found: Sight[] = [];
  for (const caseId of ids) {
    const path = `${world.a.path}/cases/${caseId}`;
    const { people }: CaseAccess = (await owner.get(`${path}/access`)).body;
    for (const role of ROLES) {
      const client = world.a.as(role);
      const userId = world.a.people[role].userId;
      found.push({
        caseId,
        role,
        told: people.some(({ person }) => person.id === userId),
        got: (await client.get(path)).status === 200,
        listed: lists.get(role)?.has(caseId) ?? false,
        commentsShown: (await client.post(`${path}/comments/query`, {})).status === 200,
      });
    }
  }
  return found;
}

/** Where what is told and what is seen differ. */
export function mismatches(found: readonly Sight[]): Sight[] {
  return found.filter(
    ({ told, got, listed, commentsShown }) => told !== got || told !== listed || told !== commentsShown,
  );
}

async function plant(world: TestWorld): Promise<string[]> {
  const ids: string[] = [];
  const { people, workspaceId } = world.a;
  await withClient(world.test.database.adminUrl, async (admin) => {
    await admin.query(
      `update app.memberships set assigned_only = true
       where workspace_id = $1 and role in ('viewer', 'reviewer')`,
      [workspaceId],
    );
    for (const [at, phase] of [...PHASES, ...PHASES, ...PHASES].entries()) {
      const made = await makeCase(world.a.as('owner'), world.a);
      ids.push(made.id);
      const holder = (shift: number) => {
        const role = HOLDERS[(at * 2 + shift) % HOLDERS.length];
        return role ? people[role].userId : null;
      };
      await admin.query(
        `update app.cases set phase = $2, restricted = $3, owner_id = coalesce($4, owner_id) where id = $1`,
        [made.id, phase, at % 2 === 1, holder(1)],
      );
      const seat = holder(2);
      if (seat)
        await admin.query(
          `insert into app.case_staff (workspace_id, case_id, slot, user_id) values ($1, $2, 'lead', $3)`,
          [workspaceId, made.id, seat],
        );
      const granted = holder(3);
      if (granted)
        await admin.query(
          `insert into app.case_grants (workspace_id, case_id, user_id, kind, expires_at, granted_by)
           values ($1, $2, $3, 'read', case when $4 then now() - interval '1 hour' end, $3)`,
          [workspaceId, made.id, granted, at % 3 === 0],
        );
    }
  });
  return ids;
}
