import { type SecondFactor, type Session, type SessionDevice, Theme } from '#contracts/identity.ts';
import { mySuspensions, myWorkspaces } from '#server/features/workspaces/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { SYSTEM_SCOPE } from '#server/security/crypto/index.ts';
import { inOneTransaction } from '#server/security/tenancy/index.ts';
import { auditIdentity } from './audit-identity.ts';
import { profileContext } from './email.ts';
import { identityStore, type SessionListRow, type SessionRow } from './identity.store.ts';

/** The signed-in person, with the workspaces they may enter and those they are suspended from. */
export async function readSession(caller: SessionCaller): Promise<Session> {
  const row = await currentSession(caller);
  const { name, email } = await caller.services.keys.retrying(SYSTEM_SCOPE, (system) =>
    system.unseal(profileContext(row.user_id), row.sealed_profile),
  );
  return {
    user: { id: row.user_id, name, email },
    stage: row.stage,
    secondFactors: await secondFactorsOf(caller),
    enrolBy:
      row.stage === 'full' ? await identityStore(caller.services.db).enrolmentDue(caller.sessionId) : null,
    theme: Theme.catch('system').parse(row.preferences.theme),
    csrf: csrfOf(caller),
    expiresAt: row.expires_at,
    idleEndsAt: row.expires_at,
    privateDevice: row.private_device,
    workspaces: row.stage === 'full' ? await myWorkspaces(caller) : [],
    suspended: row.stage === 'full' ? await mySuspensions(caller) : [],
  };
}

/** What this person can give as a second factor: a mailed code only where nothing better is enrolled. */
export async function secondFactorsOf(caller: SessionCaller): Promise<SecondFactor[]> {
  const { totp, backup_codes_left, passkeys } = await identityStore(caller.services.db).myFactors(
    caller.sessionId,
  );
  const strong: SecondFactor[] = [
    ...(passkeys > 0 ? (['passkey'] as const) : []),
    ...(totp ? (['totp'] as const) : []),
    ...(backup_codes_left > 0 ? (['backup_code'] as const) : []),
  ];
  return totp || passkeys > 0 ? strong : ['code'];
}

/** The token a page sends back with every change; made of the session id by a key only the server has. */
export function csrfOf({ services, sessionId }: Pick<SessionCaller, 'services' | 'sessionId'>): string {
  return services.system().mac('csrf', sessionId).toString('base64url');
}

/** The person signed in, as they call themselves. */
export async function readPerson(
  caller: SessionCaller,
): Promise<{ id: string; name: string; email: string }> {
  const { user_id: id, sealed_profile } = await currentSession(caller);
  const { keys } = caller.services;
  const profile = await keys.retrying(SYSTEM_SCOPE, (system) =>
    system.unseal(profileContext(id), sealed_profile),
  );
  return { id, ...profile };
}

/** The row of this very session. */
export async function currentSession(caller: SessionCaller): Promise<SessionRow> {
  const row = await identityStore(caller.services.db).current(caller.sessionId);
  if (row === undefined) throw new AppError('unauthenticated');
  return row;
}

/** The person's live sessions: the one that asks, then the last used first (claim FTS-09). */
export async function listSessions(caller: SessionCaller): Promise<SessionDevice[]> {
  const rows = await identityStore(caller.services.db).list(caller.sessionId);
  return caller.services.keys.retrying(SYSTEM_SCOPE, (system) =>
    rows.toSorted(ownFirst).map((row) => ({
      id: row.id,
      ...system.unseal({ table: 'sessions', row: row.id, use: 'origin' }, row.sealed_origin),
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      current: row.is_current,
      privateDevice: row.private_device,
    })),
  );
}

const ownFirst = (a: SessionListRow, b: SessionListRow) => Number(b.is_current) - Number(a.is_current);

/** Ends one of the person's sessions; it is refused on its very next request (claim FTS-10). */
export async function endSession(caller: SessionCaller, sessionId: string): Promise<void> {
  const { user_id: userId } = await currentSession(caller);
  const { services, origin } = caller;
  await inOneTransaction(services.db, async (db) => {
    const ended = await identityStore(db).endOne(caller.sessionId, sessionId);
    if (ended === 0) throw new AppError('not_found');
    await auditIdentity({ ...services, db }, origin, { userId, sessionId, action: 'session.ended' as const });
  });
}

/** Ends all of the person's sessions, this one too (claim FTS-08). */
export async function endAllSessions(caller: SessionCaller): Promise<void> {
  const { user_id: userId } = await currentSession(caller);
  const { services, origin, sessionId } = caller;
  await inOneTransaction(services.db, async (db) => {
    const count = await identityStore(db).endAll(sessionId);
    const entry = { userId, sessionId, action: 'session.all-ended' as const, detail: { count } };
    await auditIdentity({ ...services, db }, origin, entry);
  });
}
