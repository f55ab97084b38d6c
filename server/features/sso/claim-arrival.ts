import type { SsoArrival } from '#contracts/sso.ts';
import {
  emailDigest,
  identityStore,
  type OpenedSession,
  openSession,
} from '#server/features/identity/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { Origin } from '#server/security/caller.ts';
import type { Services } from '#server/security/services.ts';
import { type Admitted, admit } from './admit.ts';
import { arrivalContext, stateContext, subjectContext } from './connection.ts';
import { flowStore } from './flow.store.ts';
import { type FlowConnection, flowDigest, openConnection, type ProviderSubject } from './flow.ts';

/** Who claims: the secret of the browser, and how that names itself. */
export interface Claimant {
  readonly browser: string;
  readonly userAgent: string | undefined;
}

export interface Claimed {
  /** Null: the person is to say first that they meant this. */
  readonly session: OpenedSession | null;
  readonly email: string;
  readonly returnTo: string;
}

/**
 * Opens a session for an arrival, in the browser that began: whoever was lured to a page of theirs cannot be signed
 * in as somebody else, and a token that got away opens nothing elsewhere.
 * @throws AppError gone, forbidden.
 */
export async function claimArrival(
  services: Services,
  origin: Origin,
  { token, confirmed }: SsoArrival,
  { browser, userAgent }: Claimant,
): Promise<Claimed> {
  const store = flowStore(services.db);
  const row = await store.arrival(
    flowDigest(services, 'arrival', token),
    flowDigest(services, 'browser', browser),
  );
  if (row === undefined || (row.asked && !row.mine)) throw gone();
  const connection = await openConnection(services, row.connection_id);
  const { scope } = connection;
  const { subject, ...person } = scope.unseal(arrivalContext(row.id), row.sealed_arrival);
  const state = row.sealed_state === null ? null : scope.unseal(stateContext(row.id), row.sealed_state);
  const returnTo = state?.returnTo ?? '/';
  if (!row.asked && !confirmed) return { session: null, email: person.email, returnTo };
  if (!connection.active || !(await store.claim(row.id))) throw gone();
  const { id: connectionId, joinRole, workspaceId } = connection;
  const account = await identityStore(services.db).findByEmail(emailDigest(services.system(), person.email));
  const admitted = await admit(services, workspaceId, { ...person, connectionId, joinRole, account });
  const session = await openSession(services, origin, {
    userId: userIdOf(admitted),
    email: person.email,
    privateDevice: state?.privateDevice ?? false,
    userAgent,
    firstFactor: connection.kind,
    proven: [],
    ssoWorkspaceId: workspaceId,
  });
  await noteSubject(services, connection, session, subject);
  return { session, email: person.email, returnTo };
}

const sentences = {
  domain: 'Your workspace has not shown that it may vouch for addresses of your domain.',
  membership: 'You are not a member of this workspace. Ask an administrator to let you in.',
  account: 'This account cannot sign in.',
} as const;

function userIdOf(admitted: Admitted): string {
  if ('userId' in admitted) return admitted.userId;
  throw new AppError('forbidden', {
    message: sentences[admitted.refused],
    details: { reason: admitted.refused },
  });
}

async function noteSubject(
  services: Services,
  { id: connectionId, scope }: FlowConnection,
  session: OpenedSession,
  subject: ProviderSubject,
): Promise<void> {
  await flowStore(services.db).noteSession(session.id, connectionId, {
    digest: flowDigest(services, 'subject', subject.nameId),
    index: subject.sessionIndex === null ? null : flowDigest(services, 'index', subject.sessionIndex),
    sealed: scope.seal<ProviderSubject>(subjectContext(session.id), subject),
  });
}

function gone(): AppError {
  return new AppError('gone', { message: 'This sign-in has run out. Start it again.' });
}
