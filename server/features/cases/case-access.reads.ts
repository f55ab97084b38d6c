import type { CaseAccess, Restriction, WhatIf, WhatIfAnswer } from '#contracts/case-access.ts';
import { listActiveMembers, loadPeople, personOf } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { type AccessFacts, sightOf } from './case-visibility.ts';
import { assertVisible } from './case-visible.store.ts';
import { listGrants } from './grant.store.ts';
import { listStaff } from './staff.store.ts';
import { listLiveTokens, seerOf } from './token-sight.store.ts';

/** Who else sees this case, and why: every person and every token that does, with every reason. */
export function whoSees(caller: WorkspaceCaller, caseId: string): Promise<CaseAccess> {
  return read(caller, 'case.read', async (tx, { actor, scope }) => {
    const facts = await accessFacts(tx, actor, caseId);
    const members = await listActiveMembers(tx, scope);
    const people = members.flatMap((member) => {
      const sight = sightOf(member, facts, null);
      const person = { id: member.userId, name: member.name };
      return sight.reasons.length > 0 ? [{ person, role: member.role, ...sight }] : [];
    });
    const out: CaseAccess = {
      people,
      tokens: await tokensThatSee(tx, scope, facts, members),
      operator: ['root-key', 'background-work'],
    };
    return { out, disclosed: accessRead(caseId) };
  });
}

/** Who would see it, and what they could do, if this member stood otherwise. For those who could make it so. */
export function whatIf(
  caller: WorkspaceCaller,
  { caseId, userId, role, assignedOnly, withoutGrant }: WhatIf & { caseId: string },
): Promise<WhatIfAnswer> {
  return read(caller, 'member.manage', async (tx, { actor, scope }) => {
    const facts = await accessFacts(tx, actor, caseId);
    const member = (await listActiveMembers(tx, scope)).find((one) => one.userId === userId);
    if (member === undefined)
      throw new AppError('invalid_field', { field: 'userId', message: 'There is no such member.' });
    const other = { userId, role: role ?? member.role, assignedOnly: assignedOnly ?? member.assignedOnly };
    const grants =
      withoutGrant === true ? facts.grants.filter((grant) => grant.userId !== userId) : facts.grants;
    const out = {
      person: { id: userId, name: member.name },
      now: sightOf(member, facts, null),
      wouldBe: sightOf(other, { ...facts, grants }, null),
    };
    return { out, disclosed: accessRead(caseId) };
  });
}

async function accessFacts(tx: TenantTx, { policies }: Actor, caseId: string): Promise<AccessFacts> {
  const row = await assertVisible(tx, caseId);
  const [staff, grants] = await Promise.all([listStaff(tx, caseId), listGrants(tx, caseId)]);
  const { phase, restricted, owner_id: ownerId, creator_id: creatorId } = row;
  return { phase, restricted, ownerId, creatorId, staff, grants, policies };
}

type Members = Awaited<ReturnType<typeof listActiveMembers>>;

async function tokensThatSee(
  tx: TenantTx,
  scope: KeyScope,
  facts: AccessFacts,
  members: Members,
): Promise<CaseAccess['tokens']> {
  const tokens = await listLiveTokens(tx, scope);
  const makers = await loadPeople(
    tx,
    scope,
    tokens.map(({ makerId }) => makerId),
  );
  return tokens.flatMap((token) => {
    const seer = seerOf(
      token,
      members.find(({ userId }) => userId === token.makerId),
    );
    if (seer === undefined) return [];
    const sight = sightOf(seer, facts, token.scopes);
    if (sight.may.length === 0) return [];
    const { id, name, expiresAt } = token;
    return [{ id, name, maker: personOf(makers, token.makerId), role: seer.role, expiresAt, ...sight }];
  });
}

function accessRead(caseId: string) {
  return { action: 'case.access-read' as const, targetKind: 'case', targetId: caseId, fields: ['grants'] };
}

/** The restriction of a case, with the grants in force and whom of its staff it leaves outside. */
export function getRestriction(caller: WorkspaceCaller, caseId: string): Promise<Restriction> {
  return read(caller, 'case.read', async (tx, { actor, scope }) => {
    const facts = await accessFacts(tx, actor, caseId);
    const { restricted, grants } = facts;
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
        unseeingStaff: await unseeingStaff(tx, scope, facts),
      },
      disclosed: undefined,
    };
  });
}

async function unseeingStaff(
  tx: TenantTx,
  scope: KeyScope,
  facts: AccessFacts,
): Promise<Restriction['unseeingStaff']> {
  if (facts.staff.length === 0) return [];
  const seated = new Set(facts.staff.map(({ userId }) => userId));
  const members = await listActiveMembers(tx, scope);
  return members
    .filter((member) => seated.has(member.userId) && sightOf(member, facts, null).reasons.length === 0)
    .map(({ userId: id, name }) => ({ id, name }));
}
