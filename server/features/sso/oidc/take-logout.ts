import { auditIdentity } from '#server/features/identity/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { OpenidError, readLogoutToken, type SignedOut } from '#server/platform/openid/index.ts';
import type { Origin } from '#server/security/caller.ts';
import type { Services } from '#server/security/services.ts';
import { AnswerRefusal } from '../answer-refusal.ts';
import { flowStore } from '../flow.store.ts';
import { flowDigest, type OidcFlow, openOidc } from '../flow.ts';
import { noteRefusal } from '../note-refusal.ts';

/**
 * Ends what the provider says is over (OpenID Connect Back-Channel Logout 1.0), on this request and on every node: the
 * session it names, or all that it opened for a person. The token alone gives it its right.
 * @throws AppError not_found, bad_request
 */
export async function takeLogout(
  services: Services,
  origin: Origin,
  connectionId: string,
  token: string,
): Promise<void> {
  const connection = await openOidc(services, connectionId);
  try {
    const ended = await endSessions(services, connection, await read(services, connection, token));
    for (const { ended: sessionId, ended_user: userId } of ended)
      await auditIdentity(services, origin, { userId, sessionId, action: 'session.ended-by-provider' });
  } catch (error) {
    if (!(error instanceof OpenidError || error instanceof AnswerRefusal)) throw error;
    const { workspaceId } = connection;
    const { reason } = error;
    await noteRefusal(services, workspaceId, { connectionId, reason, requestId: origin.requestId });
    throw new AppError('bad_request', { message: 'This message of an identity provider is not believed.' });
  }
}

function read({ outside, clock }: Services, { settings }: OidcFlow, token: string): Promise<SignedOut> {
  const { provider, client } = settings;
  return readLogoutToken(outside, { provider, clientId: client.id, token, now: clock.now() });
}

async function endSessions(services: Services, connection: OidcFlow, { id, subject, session }: SignedOut) {
  const message = flowDigest(services, 'sign-out', id);
  const who = subject === null ? null : flowDigest(services, 'subject', subject);
  const which = session === null ? [] : [flowDigest(services, 'index', session)];
  try {
    return await flowStore(services.db).endSessions(connection.id, message, who, which);
  } catch (error) {
    throw error instanceof AppError ? new AnswerRefusal('replayed') : error;
  }
}
