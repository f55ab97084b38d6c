import type { InvitationAcceptance, InvitationAccepted, InvitationOffer } from '#contracts/members.ts';
import { auditIdentity, identityStore, profileContext } from '#server/features/identity/index.ts';
import { type MemberProfile, memberContext, workspaceContext } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import type { Services } from '#server/security/services.ts';
import { refusal } from '#server/security/tenancy/index.ts';
import { invitationContext } from './invitation.store.ts';
import { type InvitationOfferRow, invitationOfferStore } from './invitation-offer.store.ts';
import { tokenDigest } from './invite-member.ts';

/** What the holder of a link is invited to. Looking changes nothing: mail scanners may look as well. */
export async function lookUpInvitation(services: Services, token: string): Promise<InvitationOffer> {
  const offer = await openOffer(services, token);
  const scope = await services.keys.open(offer.workspace_id);
  const inviter = await identityStore(services.db).findById(offer.inviter_id);
  return {
    workspaceName: scope.unseal(workspaceContext(offer.workspace_id), offer.workspace_profile).name,
    email: scope.unseal(invitationContext(offer.id), offer.sealed_email),
    role: offer.role,
    invitedBy:
      inviter === undefined
        ? ''
        : services.system().unseal(profileContext(inviter.id), inviter.sealed_profile).name,
    expiresAt: offer.expires_at,
  };
}

/** Joins the workspace. The database checks token, session and that the session is the invited person's. */
export async function acceptInvitation(
  caller: SessionCaller,
  input: InvitationAcceptance,
): Promise<InvitationAccepted> {
  const { services, sessionId, origin } = caller;
  const system = services.system();
  const store = identityStore(services.db);
  const offers = invitationOfferStore(services.db);
  const session = await store.current(sessionId);
  if (session === undefined) throw new AppError('unauthenticated');
  const offer = await openOffer(services, input.token);
  const scope = await services.keys.open(offer.workspace_id);
  const { email } = system.unseal(profileContext(session.user_id), session.sealed_profile);
  const profile = scope.seal<MemberProfile>(memberContext(session.user_id), { name: input.name, email });
  await refusing(offers.accept(sessionId, tokenDigest(system, input.token), profile));
  await offers.rename(sessionId, system.seal(profileContext(session.user_id), { email, name: input.name }));
  const entry = { userId: session.user_id, sessionId, action: 'invitation.accepted' };
  await auditIdentity(services, origin, entry);
  return { workspaceId: offer.workspace_id };
}

async function openOffer(services: Services, token: string): Promise<InvitationOfferRow> {
  const offer = await invitationOfferStore(services.db).find(tokenDigest(services.system(), token));
  if (offer === undefined)
    throw new AppError('gone', { field: 'token', message: 'This invitation is no longer valid.' });
  return offer;
}

async function refusing<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    const refused = refusal(error);
    // To someone else the invitation does not exist, though they hold its link.
    if (refused instanceof AppError && refused.code === 'not_found') {
      throw new AppError('gone', {
        field: 'token',
        message: 'This invitation is no longer valid.',
        cause: error,
      });
    }
    throw refused;
  }
}
