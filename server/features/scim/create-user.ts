import type { ScimUser, ScimUserWrite } from '#contracts/scim.ts';
import { emailDigest, identityStore, type Profile, profileContext } from '#server/features/identity/index.ts';
import { insertMember } from '#server/features/members/index.ts';
import { domainOf, isVerified } from '#server/features/sso/index.ts';
import { type MemberProfile, memberContext } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command, type Step } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { type DirectoryRow, lockDirectory } from './directory.store.ts';
import { findHolder } from './find-people.ts';
import { assertMay } from './may.ts';
import { taken } from './refusal.ts';
import { keep } from './tie.ts';
import { changeMembership, findByAccount, noteEnded, type PersonRow } from './user.store.ts';
import { nameOf, readPerson, type SentPerson } from './user.ts';
import { baseOf, viewUser } from './user.view.ts';

type Account = { readonly id: string; readonly disabled: boolean } | undefined;

interface Arrival extends SentPerson {
  readonly services: Services;
  readonly account: Account;
}

interface Target {
  readonly directory: DirectoryRow;
  readonly verified: boolean;
  readonly membership: PersonRow | undefined;
  readonly holder: PersonRow | undefined;
}

/**
 * Makes a member of someone whose address is in a domain that this workspace has shown to be its own; for anyone else
 * an admin invites. Whoever is a member already is a conflict: the directory finds them by their name.
 */
export async function createUser(caller: WorkspaceCaller, sent: ScimUserWrite): Promise<ScimUser> {
  const { services } = caller;
  const arrival = readPerson(sent);
  const account = await accountOf(services, arrival.email);
  return provision(caller, { ...arrival, services, account });
}

const provision = command({
  action: 'member.manage',
  async load(tx, { email, person, account, services }: Arrival, _actor, scope): Promise<Target | undefined> {
    const directory = await lockDirectory(tx);
    return (
      directory && {
        directory,
        verified: await isVerified(tx, domainOf(email)),
        membership: account && (await findByAccount(tx, account.id)),
        holder: await findHolder({ tx, scope, services }, person.userName),
      }
    );
  },
  about: () => null,
  rules(actor, { directory, verified, membership, holder }, { account }) {
    if (holder !== undefined || (membership !== undefined && membership.state !== 'removed'))
      throw taken('This person is a member already.');
    if (!verified) throw refused('This workspace has not shown that the domain of this address is its own.');
    if (account?.disabled === true) throw refused('This account is shut.');
    if (membership !== undefined && !membership.ended_by_directory)
      throw refused('An admin removed this person. Invite them to have them back.');
    assertMay(actor, { kind: 'grant', role: directory.default_role });
  },
  async run(step, arrival): Promise<ScimUser> {
    const { tx, permit, scope, actor, services, audit, emit } = step;
    const userId = arrival.account?.id ?? (await createAccount(services, arrival));
    const row = await enrol(step, userId, arrival);
    await keep(step, row.id, arrival.person);
    if (!arrival.active) {
      await changeMembership(tx, permit, row.id, { state: 'suspended' });
      await noteEnded(tx, permit, actor.workspaceId, row.id);
    }
    audit({
      action: 'scim.user-created',
      targetKind: 'member',
      targetId: userId,
      fields: ['userName', 'name', 'emails', 'externalId', 'active'],
      detail: { role: row.role, active: arrival.active },
    });
    emit({ topic: 'members.changed', targetId: userId });
    return viewUser(tx, scope, await present(tx, userId), baseOf(services.publicUrl, actor.workspaceId));
  },
});

async function enrol(
  { tx, permit, scope, actor, target }: Step<'member.manage', Target>,
  userId: string,
  { email, person }: Arrival,
): Promise<PersonRow> {
  const sealed_profile = scope.seal<MemberProfile>(memberContext(userId), { name: nameOf(person), email });
  const role = target.directory.default_role;
  if (target.membership === undefined)
    await insertMember(tx, permit, {
      workspace_id: actor.workspaceId,
      user_id: userId,
      role,
      sealed_profile,
    });
  else await changeMembership(tx, permit, target.membership.id, { state: 'active', role, sealed_profile });
  return present(tx, userId);
}

async function accountOf({ db, system }: Services, email: string): Promise<Account> {
  return identityStore(db).findByEmail(emailDigest(system(), email));
}

// Another node may make the same account at the same moment.
async function createAccount(services: Services, { email, person }: Arrival): Promise<string> {
  const system = services.system();
  const id = newId();
  const profile = system.seal<Profile>(profileContext(id), { email, name: nameOf(person) });
  try {
    await identityStore(services.db).createUser(id, emailDigest(system, email), profile);
    return id;
  } catch (error) {
    const made = await accountOf(services, email);
    if (made === undefined) throw error;
    return made.id;
  }
}

async function present(tx: Step<'member.manage', Target>['tx'], userId: string): Promise<PersonRow> {
  const row = await findByAccount(tx, userId);
  if (row === undefined) throw new AppError('not_found');
  return row;
}

function refused(message: string): AppError {
  return new AppError('forbidden', { message });
}
