import type { InvitationAcceptance, InvitationAccepted, InvitationOffer } from '#contracts/members.ts';
import { auditIdentity, identityStore, profileContext, readPerson } from '#server/features/identity/index.ts';
import { type MemberProfile, memberContext, workspaceContext } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import type { Services } from '#server/security/services.ts';
import { inOneTransaction } from '#server/security/tenancy/index.ts';
import { invitationContext } from './invitation.store.ts';
import { type InvitationOfferRow, invitationOfferStore } from './invitation-offer.store.ts';
import { tokenDigest } from './invite-member.ts';

/** What the holder of a link is invited to. Looking changes nothing: mail scanners may look as well. */
export async function lookUpInvitation(services: Services, token: string): Promise<InvitationOffer> {
  const offer = await openOffer(services, token);
  const inviter = await identityStore(services.db).findById(offer.inviter_id);
  return services.keys.retrying(offer.workspace_id, (scope) => ({
    workspaceName: scope.unseal(workspaceContext(offer.workspace_id), offer.workspace_profile).name,
    email: scope.unseal(invitationContext(offer.id), offer.sealed_email),
    role: offer.role,
    invitedBy:
      inviter === undefined
        ? ''
        : services.system().unseal(profileContext(inviter.id), inviter.sealed_profile).name,
    expiresAt: offer.expires_at,
  }));
}

/** Joins the workspace. The database checks token, session and that the session is the invited person's. */
export async function acceptInvitation(
  caller: SessionCaller,
  input: InvitationAcceptance,
): Promise<InvitationAccepted> {
  const { services, sessionId, origin } = caller;
  const { id: userId, email } = await readPerson(caller);
  const offer = await openOffer(services, input.token);
  const { name } = input;
  const digest = tokenDigest(services.system(), input.token);
  await services.keys.retrying(offer.workspace_id, (scope) =>
    inOneTransaction(services.db, async (db) => {
      const offers = invitationOfferStore(db);
      const profile = scope.seal<MemberProfile>(memberContext(userId), { name, email });
      await offers.accept(sessionId, digest, profile);
      await offers.rename(sessionId, services.system().seal(profileContext(userId), { email, name }));
      const entry = { userId, sessionId, action: 'invitation.accepted' as const };
      await auditIdentity({ ...services, db }, origin, entry);
    }),
  );
  return { workspaceId: offer.workspace_id };
}

async function openOffer(services: Services, token: string): Promise<InvitationOfferRow> {
  const offer = await invitationOfferStore(services.db).find(tokenDigest(services.system(), token));
  if (offer === undefined)
    throw new AppError('gone', { field: 'token', message: 'This invitation is no longer valid.' });
  return offer;
}
