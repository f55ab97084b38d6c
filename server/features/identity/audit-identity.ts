import { sealAddress } from '#server/security/audit/entry.ts';
import type { Origin } from '#server/security/caller.ts';
import type { Services } from '#server/security/services.ts';
import { type FirstFactor, type IdentityEntry, identityStore } from './identity.store.ts';

/** Logs what happened to a person's sign-in; it appears in the log of every workspace they belong to (claim FL-34). */
export async function auditIdentity(
  services: Services,
  origin: Origin,
  entry: Omit<IdentityEntry, 'requestId' | 'ip'>,
): Promise<void> {
  const ip = sealAddress(services.system(), origin.requestId, origin.ip);
  await identityStore(services.db).audit({ ...entry, requestId: origin.requestId, ip });
}

/** Logs a sign-in that was refused, with the account it was about where there is one. */
export async function auditRefusedSignIn(
  services: Services,
  origin: Origin,
  emailDigest: Buffer,
  method: FirstFactor,
): Promise<void> {
  const known = await identityStore(services.db).findByEmail(emailDigest);
  await auditIdentity(services, origin, {
    userId: known?.id ?? null,
    sessionId: null,
    action: 'sign-in.refused',
    detail: { method },
  });
}
