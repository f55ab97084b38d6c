import { Id } from '#contracts/common.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { Origin } from '#server/security/caller.ts';
import { newId, randomToken } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { AnswerRefusal } from './answer-refusal.ts';
import { arrivalContext, type Person, stateContext, type Vouched } from './connection.ts';
import { flowStore, type Purpose } from './flow.store.ts';
import {
  type Arrival,
  type FlowConnection,
  type FlowState,
  flowDigest,
  type ProviderSubject,
} from './flow.ts';
import { personOf } from './mapping.ts';
import { noteRefusal } from './note-refusal.ts';
import { recordTest } from './record-test.ts';
import { SamlRefusal } from './saml/refusal.ts';
import { attributesShown } from './test-result.ts';

const TOKEN_BYTES = 32;

/** The sign-in that an answer says it belongs to. */
export interface Asked {
  readonly id: string;
  readonly purpose: Purpose;
  readonly userId: string | null;
  readonly state: FlowState;
}

/** An answer that was believed. */
export interface Taken {
  /** Names what vouches (an assertion, an ID token): it is used up with the request. */
  readonly token: string;
  readonly vouched: Vouched;
  readonly subject: ProviderSubject;
}

/** The sign-in of this connection that still waits under this name. */
export async function findAsked(
  services: Services,
  { id: connectionId, scope }: FlowConnection,
  name: string | undefined,
): Promise<Asked | undefined> {
  const id = Id.safeParse(name);
  if (!id.success) return undefined;
  const row = await flowStore(services.db).waiting(id.data, connectionId);
  if (row === undefined) return undefined;
  const state = scope.unseal(stateContext(id.data), row.sealed_state);
  return { id: id.data, purpose: row.purpose, userId: row.user_id, state };
}

/**
 * Takes an answer, whichever protocol it came by, and gives the path where the browser goes on: an arrival for our own
 * page to claim, or the settings whose test this was. What was wrong is told to the workspace's log alone.
 */
export async function settle(
  services: Services,
  origin: Origin,
  connection: FlowConnection,
  asked: Asked | undefined,
  take: () => Promise<Taken>,
): Promise<string> {
  try {
    const taken = await take();
    const person = personOf(taken.vouched, connection.settings.mapping);
    return asked?.purpose === 'test'
      ? await endTest(services, connection, asked, taken, person)
      : await arrive(services, connection, asked, taken, person);
  } catch (error) {
    if (!(error instanceof SamlRefusal || error instanceof AnswerRefusal)) throw error;
    return refuse(services, origin, connection, asked, error.reason);
  }
}

async function arrive(
  services: Services,
  connection: FlowConnection,
  asked: Asked | undefined,
  { token: spent, subject }: Taken,
  person: Person,
): Promise<string> {
  if (person.email === null || !connection.active) throw new AnswerRefusal('attributes');
  const token = randomToken(TOKEN_BYTES);
  const arrival: Arrival = { ...person, email: person.email, subject };
  await spend(services, connection, asked, spent, token, arrival);
  return `/sign-in/sso#${token}`;
}

async function endTest(
  services: Services,
  connection: FlowConnection,
  asked: Asked,
  { token, vouched, subject }: Taken,
  person: Person,
): Promise<string> {
  const unclaimed: Arrival = { ...person, email: '', subject };
  await spend(services, connection, asked, token, randomToken(TOKEN_BYTES), unclaimed);
  await recordTest(services, connection.workspaceId, {
    connectionId: connection.id,
    version: asked.state.version,
    userId: asked.userId,
    result: { ...person, reason: null, attributes: attributesShown(vouched.attributes) },
  });
  return `/w/${connection.workspaceId}/settings/sso`;
}

/** Request and token are used up together, in the database, whichever node is asked first. */
async function spend(
  services: Services,
  { id: connectionId, scope }: FlowConnection,
  asked: Asked | undefined,
  spent: string,
  token: string,
  arrival: Arrival,
): Promise<void> {
  const id = asked?.id ?? newId();
  try {
    await flowStore(services.db).answer(id, connectionId, {
      asked: asked !== undefined,
      assertion: flowDigest(services, 'assertion', spent),
      token: flowDigest(services, 'arrival', token),
      arrival: scope.seal<Arrival>(arrivalContext(id), arrival),
    });
  } catch (error) {
    if (error instanceof AppError && error.code === 'unauthenticated') throw new AnswerRefusal('replayed');
    throw error;
  }
}

async function refuse(
  services: Services,
  origin: Origin,
  connection: FlowConnection,
  asked: Asked | undefined,
  reason: (SamlRefusal | AnswerRefusal)['reason'],
): Promise<string> {
  const { id: connectionId, workspaceId } = connection;
  await noteRefusal(services, workspaceId, { connectionId, reason, requestId: origin.requestId });
  if (asked?.purpose !== 'test') return `/sign-in/sso?reference=${origin.requestId}`;
  const result = { reason, email: null, name: null, role: null, attributes: [] };
  await recordTest(services, workspaceId, { connectionId, version: 0, userId: asked.userId, result });
  return `/w/${workspaceId}/settings/sso`;
}
