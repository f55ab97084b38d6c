import type { AuditActionName } from '#contracts/audit-actions.ts';
import type { SecondFactor, SessionStage } from '#contracts/identity.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { newId } from '#server/security/crypto/index.ts';
import { inOneTransaction } from '#server/security/tenancy/index.ts';
import { auditIdentity } from './audit-identity.ts';
import { deviceOrigin } from './device.ts';
import { identityStore } from './identity.store.ts';
import { tellOfNewDevice } from './new-device.ts';
import type { OpenedSession } from './open-session.ts';
import { currentSession, readPerson } from './sessions.ts';

export interface Renewal {
  /** The second factor that was just given; null: the session goes on with what it had. */
  readonly secondFactor: SecondFactor | null;
  readonly stage: SessionStage;
  readonly userAgent: string | undefined;
  /** What the log says it was renewed for. */
  readonly action: AuditActionName;
}

/** What a session goes on as: another id, and the present place sealed under it. @throws AppError unauthenticated. */
export async function nextSession(caller: SessionCaller, userAgent: string | undefined) {
  const row = await currentSession(caller);
  const id = newId();
  const device = deviceOrigin(userAgent, caller.origin.ip);
  const sealed = caller.services.system().seal({ table: 'sessions', row: id, use: 'origin' }, device);
  return { row, id, device, sealed };
}

/**
 * The session goes on under another id, which nobody can have known beforehand (ASVS 7.2.4); the old one is dead.
 * The caller sets the cookie anew. A sign-in that becomes whole by it may be worth a letter.
 * @throws AppError unauthenticated, when another request renewed it first.
 */
export async function renewSession(
  caller: SessionCaller,
  { secondFactor, stage, userAgent, action }: Renewal,
): Promise<OpenedSession> {
  const { services, origin, sessionId } = caller;
  const { row, id, device, sealed } = await nextSession(caller, userAgent);
  await inOneTransaction(services.db, async (db) => {
    await identityStore(db).renewSession(sessionId, id, sealed, secondFactor, stage);
    const entry = {
      userId: row.user_id,
      sessionId: id,
      action,
      detail: { method: secondFactor ?? 'none', stage },
    };
    await auditIdentity({ ...services, db }, origin, entry);
  });
  if (row.stage !== 'full' && stage === 'full') {
    const { email } = await readPerson({ ...caller, sessionId: id });
    await tellOfNewDevice(services, { sessionId: id, email, device });
  }
  return { id, userId: row.user_id, privateDevice: row.private_device, stage };
}
