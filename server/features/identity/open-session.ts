import type { SessionStage } from '#contracts/identity.ts';
import type { Origin } from '#server/security/caller.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { inOneTransaction } from '#server/security/tenancy/index.ts';
import { auditIdentity } from './audit-identity.ts';
import { deviceOrigin } from './device.ts';
import { type FirstFactor, identityStore, type NewSession } from './identity.store.ts';
import { tellOfNewDevice } from './new-device.ts';

/** Somebody who has just shown their first factor, whichever it was. */
export interface Arrival {
  readonly userId: string;
  /** For the letters that a sign-in may send. */
  readonly email: string;
  readonly privateDevice: boolean;
  readonly userAgent: string | undefined;
  readonly firstFactor: FirstFactor;
  /** What the first factor has proven besides: a passkey with user verification is both at once. */
  readonly proven: readonly 'second_factor'[];
  /** The workspace whose identity provider vouched. */
  readonly ssoWorkspaceId?: string;
  /** The password was made by the system: nothing but a new one comes next. */
  readonly mustChangePassword?: boolean;
}

export interface OpenedSession {
  readonly id: string;
  readonly userId: string;
  readonly privateDevice: boolean;
  readonly stage: SessionStage;
}

/**
 * The one place where a session begins. It is whole at once, or waits for a second factor: always after a password,
 * after a code where a strong factor is enrolled, never after a passkey; a provider's word counts as its own factors.
 */
export async function openSession(
  services: Services,
  origin: Origin,
  arrival: Arrival,
): Promise<OpenedSession> {
  const { userId, privateDevice, firstFactor } = arrival;
  const system = services.system();
  const id = newId();
  const stage = await stageOf(services, arrival);
  const device = deviceOrigin(arrival.userAgent, origin.ip);
  const session: NewSession = {
    id,
    userId,
    privateDevice,
    origin: system.seal({ table: 'sessions', row: id, use: 'origin' }, device),
    stage,
    firstFactor,
    secondFactor: arrival.proven.includes('second_factor') ? 'passkey' : null,
    ssoWorkspaceId: arrival.ssoWorkspaceId ?? null,
  };
  const ended = await inOneTransaction(services.db, (db) => begin({ ...services, db }, origin, session));
  for (const gone of ended) await tellOfTheCap(services, arrival, gone);
  if (stage === 'full') await tellOfNewDevice(services, { sessionId: id, email: arrival.email, device });
  return { id, userId, privateDevice, stage };
}

async function begin(services: Services, origin: Origin, session: NewSession): Promise<Ended[]> {
  const { id, userId, firstFactor, stage } = session;
  const ended = await identityStore(services.db).openSession(session);
  const detail = { method: firstFactor, stage };
  await auditIdentity(services, origin, { userId, sessionId: id, action: 'sign-in', detail });
  for (const gone of ended)
    await auditIdentity(services, origin, { userId, sessionId: gone.id, action: 'session.ended-by-cap' });
  return ended;
}

async function stageOf({ db }: Services, arrival: Arrival): Promise<SessionStage> {
  if (arrival.mustChangePassword === true) return 'change_password';
  if (arrival.proven.includes('second_factor') || arrival.ssoWorkspaceId !== undefined) return 'full';
  if (arrival.firstFactor === 'password') return 'second_factor';
  const { totp, passkeys } = await identityStore(db).factorsOf(arrival.userId);
  return totp || passkeys > 0 ? 'second_factor' : 'full';
}

type Ended = Awaited<ReturnType<ReturnType<typeof identityStore>['openSession']>>[number];

async function tellOfTheCap(
  services: Services,
  { email }: Arrival,
  { id, origin: endedOrigin, lastSeenAt }: Ended,
): Promise<void> {
  const gone = services.system().unseal({ table: 'sessions', row: id, use: 'origin' }, endedOrigin);
  await services.mail.queue({
    template: 'session-ended',
    to: email,
    device: `${gone.browser}, ${gone.device}`,
    at: lastSeenAt,
  });
}
