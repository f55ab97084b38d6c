import type { Passkey, PasskeyEnrolment, Transport } from '#contracts/passkeys.ts';
import {
  auditIdentity,
  type DeviceOrigin,
  deviceOrigin,
  readPerson,
} from '#server/features/identity/index.ts';
import { changeAccount } from '#server/features/passwords/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { claimedChallenge, relyingParty, verifyNewPasskey } from '#server/platform/webauthn/index.ts';
import type { SessionCaller } from '#server/security/caller.ts';
import { type KeyScope, newId, SYSTEM_SCOPE } from '#server/security/crypto/index.ts';
import { inOneTransaction } from '#server/security/tenancy/index.ts';
import { challengeDigest } from './challenges.ts';
import { type PasskeyRow, passkeyDeviceContext, passkeyNameContext, passkeyStore } from './passkey.store.ts';

/** The passkeys of the person signed in, the oldest first. */
export async function listPasskeys({ services, sessionId }: SessionCaller): Promise<Passkey[]> {
  const rows = await passkeyStore(services.db).list(sessionId);
  return services.keys.retrying(SYSTEM_SCOPE, (system) => rows.map((row) => passkeyView(system, row)));
}

/**
 * Keeps a passkey the browser has just made, and tells its owner.
 * @throws AppError invalid_field (credential), conflict, step_up_required.
 */
export async function addPasskey(
  caller: SessionCaller,
  { name, credential, userAgent }: PasskeyEnrolment & { readonly userAgent: string | undefined },
): Promise<Passkey> {
  const { services, sessionId, origin } = caller;
  const person = await readPerson(caller);
  const made = await madeIn(caller, credential);
  if (made === undefined)
    throw new AppError('invalid_field', {
      field: 'credential',
      message: 'This passkey was not accepted. Try again.',
    });
  const id = newId();
  const system = services.system();
  const device = deviceOrigin(userAgent, origin.ip);
  await changeAccount(caller, { ...person, sessionId }, 'passkey-added', async ({ db }) => {
    const passkey = {
      ...made,
      id,
      transports: credential.transports,
      name: system.seal<string>(passkeyNameContext(id), name),
      device: system.seal<DeviceOrigin>(passkeyDeviceContext(id), device),
    };
    if (!(await passkeyStore(db).add(sessionId, passkey)))
      throw new AppError('conflict', {
        message: 'This passkey is known already, or you have as many as there may be.',
      });
  });
  const kept = (await listPasskeys(caller)).find((passkey) => passkey.id === id);
  if (kept === undefined) throw new AppError('not_found');
  return kept;
}

/** @throws AppError not_found. */
export async function renamePasskey(caller: SessionCaller, id: string, name: string): Promise<void> {
  const { sessionId, origin } = caller;
  const { id: userId } = await readPerson(caller);
  const sealed = caller.services.system().seal<string>(passkeyNameContext(id), name);
  await inOneTransaction(caller.services.db, async (db) => {
    if (!(await passkeyStore(db).rename(sessionId, id, sealed))) throw new AppError('not_found');
    const services = { ...caller.services, db };
    await auditIdentity(services, origin, { userId, sessionId, action: 'passkey.renamed' });
  });
}

/**
 * Takes a passkey away, and tells its owner. The last strong factor stays where a workspace demands one.
 * @throws AppError not_found, conflict, step_up_required.
 */
export async function removePasskey(caller: SessionCaller, id: string): Promise<void> {
  const { sessionId } = caller;
  const person = await readPerson(caller);
  await changeAccount(caller, { ...person, sessionId }, 'passkey-removed', async ({ db }) => {
    const outcome = await passkeyStore(db).remove(sessionId, id);
    if (outcome === 'missing') throw new AppError('not_found');
    if (outcome === 'needed')
      throw new AppError('conflict', {
        message: 'A workspace of yours asks for a strong factor. Add another one before this one goes.',
      });
  });
}

async function madeIn({ services, sessionId }: SessionCaller, credential: PasskeyEnrolment['credential']) {
  const challenge = await claimedChallenge(credential.clientDataJSON);
  if (challenge === undefined) return undefined;
  const digest = challengeDigest(challenge);
  const taken = await passkeyStore(services.db).takeChallenge(sessionId, 'passkey_enrol', digest);
  return taken && verifyNewPasskey(relyingParty(services.publicUrl), challenge, credential);
}

function passkeyView(system: KeyScope, row: PasskeyRow): Passkey {
  const { id, sealed_name, sealed_device, transports, backed_up, created_at, last_used_at } = row;
  const { device, browser } = system.unseal(passkeyDeviceContext(id), sealed_device);
  return {
    id,
    name: system.unseal(passkeyNameContext(id), sealed_name),
    kind: kindOf(transports),
    synced: backed_up,
    madeWith: { device, browser },
    createdAt: created_at,
    lastUsedAt: last_used_at,
  };
}

// What can be plugged in or held near, and is neither part of a device nor reached through a phone.
function kindOf(transports: readonly Transport[]): Passkey['kind'] {
  const isKey = transports.some((one) => one === 'usb' || one === 'nfc' || one === 'smart-card');
  return isKey && !transports.includes('internal') && !transports.includes('hybrid')
    ? 'security_key'
    : 'device';
}
