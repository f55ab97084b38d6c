import { Id } from '#contracts/common.ts';
import { type ScimPatch, type ScimUser, ScimUserWrite } from '#contracts/scim.ts';
import { type MemberProfile, memberContext } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command, type Step } from '#server/security/command.ts';
import type { Services } from '#server/security/services.ts';
import { lockDirectory } from './directory.store.ts';
import { findHolder } from './find-people.ts';
import { assertMay } from './may.ts';
import { applyPatch } from './patch/apply-patch.ts';
import { refusal, taken } from './refusal.ts';
import { keep } from './tie.ts';
import { changeMembership, findPerson, lockPerson, noteEnded, type PersonRow } from './user.store.ts';
import { draftOf, nameOf, patchableUser, readPerson, type SentPerson } from './user.ts';
import { baseOf, openPerson, viewUser } from './user.view.ts';

interface Change {
  readonly services: Services;
  readonly userId: string;
  readonly ifMatch: number | undefined;
  /** What the person shall be, made of what they are. */
  readonly next: (before: SentPerson) => SentPerson;
}

interface Target {
  readonly row: PersonRow;
  readonly before: SentPerson;
  readonly next: SentPerson;
  /** Who goes by the new user name. */
  readonly holder: PersonRow | undefined;
}

export interface Written<Write> {
  readonly userId: string;
  readonly ifMatch: number | undefined;
  readonly write: Write;
}

/** RFC 7644, 3.5.1: what is not named is emptied; `active` stays as it is unless it is named. */
export function replaceUser(
  caller: WorkspaceCaller,
  { userId, ifMatch, write }: Written<ScimUserWrite>,
): Promise<ScimUser> {
  const next = (before: SentPerson) => following(before, write);
  return change(caller, { services: caller.services, userId, ifMatch, next });
}

function following(before: SentPerson, write: ScimUserWrite): SentPerson {
  const given = readPerson(write);
  return write.active === undefined || write.active === null ? { ...given, active: before.active } : given;
}

/** RFC 7644, 3.5.2. */
export function patchUser(
  caller: WorkspaceCaller,
  { userId, ifMatch, write }: Written<ScimPatch>,
): Promise<ScimUser> {
  const next = (before: SentPerson) => {
    const after = ScimUserWrite.safeParse(applyPatch(draftOf(before), write.Operations, patchableUser));
    if (!after.success) throw refusal('invalidValue', 'An attribute would have a value that it cannot have.');
    return following(before, after.data);
  };
  return change(caller, { services: caller.services, userId, ifMatch, next });
}

const change = command({
  action: 'member.manage',
  async load(tx, { services, userId, next }: Change, _actor, scope): Promise<Target | undefined> {
    const directory = await lockDirectory(tx);
    const row = directory && Id.safeParse(userId).success ? await lockPerson(tx, userId) : undefined;
    if (row === undefined) return undefined;
    const before = openPerson(row, scope);
    const after = next(before);
    const holder = await findHolder({ tx, scope, services }, after.person.userName);
    return { row, before, next: after, holder };
  },
  about: () => null,
  rules(actor, { row, before, next, holder }, { ifMatch }) {
    if (ifMatch !== undefined && ifMatch !== row.version)
      throw new AppError('precondition_failed', { details: { version: row.version } });
    const target = { userId: row.user_id, role: row.role };
    assertMay(actor, { kind: 'narrow', target });
    if (next.email !== before.email)
      throw refusal('mutability', 'The address belongs to the person, who changes it with a proof.');
    if (holder !== undefined && holder.id !== row.id) throw taken('Somebody else goes by this user name.');
    if (next.active && !before.active && !row.ended_by_directory)
      throw new AppError('forbidden', { message: 'An admin suspended this person, and lifts that.' });
  },
  async run(step): Promise<ScimUser> {
    const { tx, scope, actor, services, target, audit, emit } = step;
    const { row, before, next } = target;
    const fields = changedFields(before, next);
    await describe(step);
    if (next.active !== before.active) await setActive(step);
    audit({ action: 'scim.user-changed', targetKind: 'member', targetId: row.user_id, fields });
    emit({ topic: 'members.changed', targetId: row.user_id });
    const after = await findPerson(tx, row.id);
    if (after === undefined) throw new AppError('not_found');
    return viewUser(tx, scope, after, baseOf(services.publicUrl, actor.workspaceId));
  },
});

function changedFields(before: SentPerson, next: SentPerson): string[] {
  const names = Object.keys(next.person) as (keyof SentPerson['person'])[];
  const changed: string[] = names.filter((name) => before.person[name] !== next.person[name]);
  return before.active === next.active ? changed : [...changed, 'active'];
}

/** Keeps what the directory says now; the name the team reads is the directory's where it gives one. */
async function describe(step: Step<'member.manage', Target>): Promise<void> {
  const { tx, permit, scope, target } = step;
  const { row, before, next } = target;
  await keep(step, row.id, next.person);
  const { name } = scope.unseal(memberContext(row.user_id), row.sealed_profile);
  const given = nameOf(next.person);
  const renamed = given !== '' && given !== name && given !== nameOf(before.person);
  await changeMembership(
    tx,
    permit,
    row.id,
    renamed
      ? {
          sealed_profile: scope.seal<MemberProfile>(memberContext(row.user_id), {
            name: given,
            email: next.email,
          }),
        }
      : {},
  );
}

// In force on the person's next request: the door reads the membership each time.
async function setActive({ tx, permit, actor, target, audit }: Step<'member.manage', Target>): Promise<void> {
  const { row, next } = target;
  const state = next.active ? 'active' : 'suspended';
  await changeMembership(tx, permit, row.id, { state });
  if (!next.active) await noteEnded(tx, permit, actor.workspaceId, row.id);
  audit({
    action: next.active ? 'member.reinstated' : 'member.suspended',
    targetKind: 'member',
    targetId: row.user_id,
    fields: ['state'],
    detail: { role: row.role },
  });
}
