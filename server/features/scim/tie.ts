import type { Step } from '#server/security/command.ts';
import { externalIdDigest, userNameDigest } from './digests.ts';
import { attributesContext, saveTie } from './user.store.ts';
import type { DirectoryPerson } from './user.ts';

/** Keeps what the directory says of a member, sealed, with what finds it. */
export async function keep(
  { tx, permit, scope, actor }: Pick<Step<'member.manage', unknown>, 'tx' | 'permit' | 'scope' | 'actor'>,
  membershipId: string,
  person: DirectoryPerson,
): Promise<void> {
  await saveTie(tx, permit, actor.workspaceId, {
    membershipId,
    userName: userNameDigest(scope, person.userName),
    externalId: person.externalId === null ? null : externalIdDigest(scope, person.externalId),
    attributes: scope.seal<DirectoryPerson>(attributesContext(membershipId), person),
  });
}
