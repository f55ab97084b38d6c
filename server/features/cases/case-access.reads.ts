import type { CaseAccess, Restriction } from '#contracts/case-access.ts';
import { listActiveMembers, loadPeople, personOf } from '#server/features/members/index.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { reasonsToSee } from './case-visibility.ts';
import { assertVisible } from './case-visible.store.ts';
import { listGrants } from './grant.store.ts';
import { listStaff } from './staff.store.ts';

/** Who else sees this case, and why: everyone who does, with every reason. */
export function whoSees(caller: WorkspaceCaller, caseId: string): Promise<CaseAccess> {
  return read(caller, 'case.read', async (tx, { scope }) => {
    const row = await assertVisible(tx, caseId);
    const [staff, grants, members] = await Promise.all([
      listStaff(tx, caseId),
      listGrants(tx, caseId),
      listActiveMembers(tx, scope),
    ]);
    const facts = { phase: row.phase, restricted: row.restricted, ownerId: row.owner_id, staff, grants };
    const people = members.flatMap((member) => {
      const reasons = reasonsToSee(member, facts);
      const person = { id: member.userId, name: member.name };
      return reasons.length > 0 ? [{ person, role: member.role, reasons }] : [];
    });
    const disclosed = {
      action: 'case.access-read',
      targetKind: 'case',
      targetId: caseId,
      fields: ['grants'],
    };
    return { out: { people }, disclosed };
  });
}

/** The restriction of a case, with the grants in force. */
export function getRestriction(caller: WorkspaceCaller, caseId: string): Promise<Restriction> {
  return read(caller, 'case.read', async (tx, { scope }) => {
    const { restricted } = await assertVisible(tx, caseId);
    const grants = await listGrants(tx, caseId);
    const people = await loadPeople(
      tx,
      scope,
      grants.map((grant) => grant.userId),
    );
    return {
      out: {
        restricted,
        grants: grants.map(({ userId, level, expiresAt }) => ({
          person: personOf(people, userId),
          level,
          expiresAt,
        })),
      },
      disclosed: undefined,
    };
  });
}
