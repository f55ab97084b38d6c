import { type CaseRecord, listGrants, listStaff, reasonsToSee } from '#server/features/cases/index.ts';
import { type KnownMember, listActiveMembers } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import type { Actor, TenantTx } from '#server/security/tenancy/index.ts';
import { writeMentions } from './comment.store.ts';

interface Mentioning {
  readonly tx: TenantTx;
  readonly scope: KeyScope;
  readonly actor: Actor;
  readonly services: Pick<Services, 'mail'>;
}

/**
 * Makes these the people a comment mentions, and tells by mail those who are new to it: only that they were
 * mentioned, no word of what was said.
 * @throws AppError invalid_field for anyone who does not see the case: nobody hears of one they may not read.
 */
export async function mention(
  { tx, scope, actor, services }: Mentioning,
  record: CaseRecord,
  commentId: string,
  { mentionIds, before }: { readonly mentionIds: readonly string[]; readonly before: readonly string[] },
): Promise<void> {
  const wanted = [...new Set(mentionIds)];
  if (wanted.length === 0 && before.length === 0) return;
  const seers = await listSeers(tx, scope, record);
  const people = wanted.map((id, at) => seers.get(id) ?? unseen(at));
  await writeMentions(tx, actor.workspaceId, commentId, wanted);
  const known = new Set([actor.userId, ...before]);
  const author = seers.get(actor.userId)?.name ?? '';
  const { id: caseId, number: caseNumber } = record;
  const about = { author, workspaceId: actor.workspaceId, caseId, caseNumber };
  const told = people.filter((person) => !known.has(person.userId));
  await Promise.all(told.map(({ email: to }) => services.mail.queue({ template: 'mention', to, ...about })));
}

async function listSeers(
  tx: TenantTx,
  scope: KeyScope,
  record: CaseRecord,
): Promise<ReadonlyMap<string, KnownMember>> {
  const [members, staff, grants] = await Promise.all([
    listActiveMembers(tx, scope),
    listStaff(tx, record.id),
    listGrants(tx, record.id),
  ]);
  const seers = members.filter((member) => reasonsToSee(member, { ...record, staff, grants }).length > 0);
  return new Map(seers.map((member) => [member.userId, member]));
}

function unseen(at: number): never {
  const message = 'This person does not see the case.';
  throw new AppError('invalid_field', { field: `mentionIds.${at}`, message });
}
