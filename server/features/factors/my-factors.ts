import type { Factors } from '#contracts/factors.ts';
import { identityStore } from '#server/features/identity/index.ts';
import type { SessionCaller } from '#server/security/caller.ts';

/** What the person signed in can prove who they are with. */
export async function readFactors({ services, sessionId }: SessionCaller): Promise<Factors> {
  const store = identityStore(services.db);
  const row = await store.myFactors(sessionId);
  return {
    totp: row.totp,
    backupCodesLeft: row.backup_codes_left,
    passkeys: row.passkeys,
    password: row.password,
    enrolBy: await store.enrolmentDue(sessionId),
  };
}
