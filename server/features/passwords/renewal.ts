import type { SessionStage } from '#contracts/identity.ts';
import { deviceOrigin, identityStore } from '#server/features/identity/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { newId } from '#server/security/crypto/index.ts';
import type { CookieSession } from '#server/security/session-token.ts';
import type { Renewal } from './password.store.ts';

/** A request that may end in another session than it came with. */
export interface RenewingCaller extends SessionCaller {
  readonly userAgent: string | undefined;
}

export interface PreparedRenewal {
  readonly renewal: Renewal;
  /** What the cookie is made of once it is done. */
  readonly session: CookieSession;
}

/**
 * Everything a change of credentials needs to go on under a new id; `next` gives the stage of that session.
 * @throws AppError unauthenticated.
 */
export async function prepareRenewal(
  { services, sessionId, origin, userAgent }: RenewingCaller,
  next: (now: { stage: SessionStage; secondFactor: string | null }) => SessionStage = () => 'full',
): Promise<PreparedRenewal> {
  const row = await identityStore(services.db).current(sessionId);
  if (row === undefined) throw new AppError('unauthenticated');
  const id = newId();
  const context = { table: 'sessions', row: id, use: 'origin' };
  return {
    renewal: {
      session: sessionId,
      id,
      origin: services.system().seal(context, deviceOrigin(userAgent, origin.ip)),
      stage: next({ stage: row.stage, secondFactor: row.second_factor }),
    },
    session: { id, userId: row.user_id, privateDevice: row.private_device },
  };
}
