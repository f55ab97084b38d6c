import { Id } from '#contracts/common.ts';
import type { SamlForm } from '#contracts/sso.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { Origin } from '#server/security/caller.ts';
import { newId, randomToken } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { arrivalContext, type Person, type Vouched } from './connection.ts';
import { flowStore, type Purpose } from './flow.store.ts';
import { type Arrival, type FlowConnection, type FlowState, flowDigest, openConnection } from './flow.ts';
import { personOf } from './mapping.ts';
import { noteRefusal } from './note-refusal.ts';
import { recordTest } from './record-test.ts';
import { type Assertion, isEmailSubject } from './saml/check-assertion.ts';
import { serviceProviderOf } from './saml/provider.ts';
import { readAnswer } from './saml/read-answer.ts';
import { SamlRefusal } from './saml/refusal.ts';
import { attributesShown } from './test-result.ts';

const TOKEN_BYTES = 32;

/** The sign-in that an answer says it belongs to. */
interface Asked {
  readonly id: string;
  readonly purpose: Purpose;
  readonly userId: string | null;
  readonly state: FlowState;
}

/**
 * Takes what the provider sends by way of the browser, and gives the path where the browser goes on. Nobody is signed
 * in here: a page of another site sent this. Our own page claims the arrival, in the browser that began (ADR 0025).
 */
export async function takeAnswer(
  services: Services,
  origin: Origin,
  connectionId: string,
  form: SamlForm,
): Promise<string> {
  const connection = await openConnection(services, connectionId);
  const asked = await findAsked(services, connection, form.RelayState);
  try {
    const assertion = read(services, connection, form, asked?.id ?? null);
    const person = personOf(vouchedBy(assertion), connection.settings.mapping);
    return asked?.purpose === 'test'
      ? await endTest(services, connection, asked, { assertion, person })
      : await arrive(services, connection, asked, { assertion, person });
  } catch (error) {
    if (!(error instanceof SamlRefusal)) throw error;
    return refuse(services, origin, connection, asked, error);
  }
}

async function findAsked(
  services: Services,
  { id: connectionId, scope }: FlowConnection,
  relayState: string | undefined,
): Promise<Asked | undefined> {
  const id = Id.safeParse(relayState);
  if (!id.success) return undefined;
  const row = await flowStore(services.db).waiting(id.data, connectionId);
  if (row === undefined) return undefined;
  const state = scope.unseal({ table: 'sso_sign_ins', row: id.data, use: 'state' }, row.sealed_state);
  return { id: id.data, purpose: row.purpose, userId: row.user_id, state };
}

function read(
  services: Services,
  connection: FlowConnection,
  { SAMLResponse = '' }: SamlForm,
  requestId: string | null,
): Assertion {
  if (requestId === null && !(connection.unasked && connection.active)) throw new SamlRefusal('unasked');
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(SAMLResponse)) throw new SamlRefusal('malformed');
  return readAnswer(Buffer.from(SAMLResponse, 'base64'), {
    provider: connection.settings.provider,
    self: serviceProviderOf(services.publicUrl, connection.id),
    key: connection.key(),
    requestId,
    now: services.clock.now(),
  });
}

function vouchedBy({ attributes, subject }: Assertion): Vouched {
  return { attributes, emailSubject: isEmailSubject(subject) ? subject.nameId : null };
}

interface Taken {
  readonly assertion: Assertion;
  readonly person: Person;
}

async function arrive(
  services: Services,
  connection: FlowConnection,
  asked: Asked | undefined,
  { assertion, person }: Taken,
): Promise<string> {
  if (person.email === null || !connection.active) throw new SamlRefusal('attributes');
  const token = randomToken(TOKEN_BYTES);
  const arrival: Arrival = { ...person, email: person.email, subject: subjectOf(assertion) };
  await spend(services, connection, asked, assertion, token, arrival);
  return `/sign-in/sso#${token}`;
}

async function endTest(
  services: Services,
  connection: FlowConnection,
  asked: Asked,
  { assertion, person }: Taken,
): Promise<string> {
  const unclaimed: Arrival = { ...person, email: '', subject: subjectOf(assertion) };
  await spend(services, connection, asked, assertion, randomToken(TOKEN_BYTES), unclaimed);
  await recordTest(services, connection.workspaceId, {
    connectionId: connection.id,
    version: asked.state.version,
    userId: asked.userId,
    result: { ...person, reason: null, attributes: attributesShown(assertion.attributes) },
  });
  return `/w/${connection.workspaceId}/settings/sso`;
}

/** Request and assertion are used up together, in the database, whichever node is asked first. */
async function spend(
  services: Services,
  { id: connectionId, scope }: FlowConnection,
  asked: Asked | undefined,
  { id: assertionId }: Assertion,
  token: string,
  arrival: Arrival,
): Promise<void> {
  const id = asked?.id ?? newId();
  try {
    await flowStore(services.db).answer(id, connectionId, {
      asked: asked !== undefined,
      assertion: flowDigest(services, 'assertion', assertionId),
      token: flowDigest(services, 'arrival', token),
      arrival: scope.seal<Arrival>(arrivalContext(id), arrival),
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'unauthenticated') throw new SamlRefusal('replayed');
    throw error;
  }
}

function subjectOf({ subject, sessionIndex }: Assertion) {
  return { ...subject, sessionIndex };
}

async function refuse(
  services: Services,
  origin: Origin,
  connection: FlowConnection,
  asked: Asked | undefined,
  { reason }: SamlRefusal,
): Promise<string> {
  const { id: connectionId, workspaceId } = connection;
  await noteRefusal(services, workspaceId, { connectionId, reason, requestId: origin.requestId });
  if (asked?.purpose !== 'test') return `/sign-in/sso?reference=${origin.requestId}`;
  const result = { reason, email: null, name: null, role: null, attributes: [] };
  await recordTest(services, workspaceId, { connectionId, version: 0, userId: asked.userId, result });
  return `/w/${workspaceId}/settings/sso`;
}
