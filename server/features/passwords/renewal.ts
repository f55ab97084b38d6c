import type { SessionStage } from '#contracts/identity.ts';
import { nextSession } from '#server/features/identity/index.ts';
import type { SessionCaller } from '#server/security/caller.ts';
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
  caller: RenewingCaller,
  next: (now: { stage: SessionStage; secondFactor: string | null }) => SessionStage = () => 'full',
): Promise<PreparedRenewal> {
  const { row, id, sealed } = await nextSession(caller, caller.userAgent);
  return {
    renewal: {
      session: caller.sessionId,
      id,
      origin: sealed,
      stage: next({ stage: row.stage, secondFactor: row.second_factor }),
    },
    session: { id, userId: row.user_id, privateDevice: row.private_device },
  };
}
