import type { SamlForm, SsoSignedOut } from '#contracts/sso.ts';
import { auditIdentity } from '#server/features/identity/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { Origin, SessionCaller } from '#server/security/caller.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { subjectContext } from './connection.ts';
import { flowStore } from './flow.store.ts';
import {
  type FlowConnection,
  flowDigest,
  isOidc,
  isSaml,
  openConnection,
  openSaml,
  type SamlFlow,
} from './flow.ts';
import { noteRefusal } from './note-refusal.ts';
import { leaveOpenid } from './oidc/leave-openid.ts';
import { serviceProviderOf } from './saml/provider.ts';
import { SamlRefusal } from './saml/refusal.ts';
import {
  answerSignOut,
  askToSignOut,
  readSignOutForm,
  readSignOutQuery,
  type SignOutRequest,
} from './saml/sign-out.ts';

const NOWHERE: SsoSignedOut = { location: null };

/** Where whoever signs out here goes on, so that their provider hears of it; nowhere without one. */
export async function leaveProvider({ services, sessionId }: SessionCaller): Promise<SsoSignedOut> {
  const row = await flowStore(services.db).sessionSubject(sessionId);
  if (row === undefined) return NOWHERE;
  const connection = await openConnection(services, row.connection_id);
  const subject = connection.scope.unseal(subjectContext(row.session_id), row.sealed_subject);
  if (isOidc(connection)) return { location: leaveOpenid(services.publicUrl, connection, subject) };
  if (!isSaml(connection)) return NOWHERE;
  const request = { id: newId(), now: services.clock.now(), subject };
  const self = serviceProviderOf(services.publicUrl, connection.id);
  return { location: askToSignOut(request, connection.settings.provider, self, connection.key()) };
}

/** A sign-out message by redirect. Our own page hands on the query it was opened with. @throws AppError forbidden */
export async function takeSignOutQuery(
  services: Services,
  origin: Origin,
  connectionId: string,
  query: string,
): Promise<SsoSignedOut> {
  const connection = await openSaml(services, connectionId);
  return noting(services, origin, connection, async () => {
    const request = readSignOutQuery(query, expectedOf(services, connection));
    return request === 'answered' ? NOWHERE : endSessions(services, origin, connection, request);
  });
}

/** The same as a form; the signature alone gives it its right. Gives the address where the browser goes on. */
export async function takeSignOutForm(
  services: Services,
  origin: Origin,
  connectionId: string,
  { SAMLRequest, RelayState }: SamlForm,
): Promise<string> {
  const connection = await openSaml(services, connectionId);
  // An answer to our own request: by then nothing is left to do.
  if (SAMLRequest === undefined) return '/sign-in';
  const { location } = await noting(services, origin, connection, async () => {
    const source = Buffer.from(SAMLRequest, 'base64');
    const request = readSignOutForm(source, RelayState ?? null, expectedOf(services, connection));
    return endSessions(services, origin, connection, request);
  });
  return location ?? '/sign-in';
}

function expectedOf({ clock, publicUrl }: Services, { id, settings }: SamlFlow) {
  return { provider: settings.provider, self: serviceProviderOf(publicUrl, id), now: clock.now() };
}

async function endSessions(
  services: Services,
  origin: Origin,
  connection: SamlFlow,
  request: SignOutRequest,
): Promise<SsoSignedOut> {
  const ended = await flowStore(services.db)
    .endSessions(
      connection.id,
      flowDigest(services, 'sign-out', request.id),
      flowDigest(services, 'subject', request.nameId),
      request.sessionIndexes.map((index) => flowDigest(services, 'index', index)),
    )
    .catch((error) => {
      throw error instanceof AppError ? new SamlRefusal('replayed') : error;
    });
  for (const { ended: sessionId, ended_user: userId } of ended) {
    await auditIdentity(services, origin, { userId, sessionId, action: 'session.ended-by-provider' });
  }
  const answer = { id: newId(), now: services.clock.now(), request };
  const self = serviceProviderOf(services.publicUrl, connection.id);
  return { location: answerSignOut(answer, connection.settings.provider, self, connection.key()) };
}

async function noting<T>(
  services: Services,
  origin: Origin,
  { id: connectionId, workspaceId }: FlowConnection,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof SamlRefusal)) throw error;
    const { reason } = error;
    await noteRefusal(services, workspaceId, { connectionId, reason, requestId: origin.requestId });
    throw new AppError('forbidden', { message: 'This message of an identity provider is not believed.' });
  }
}
