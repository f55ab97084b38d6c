import { SYSTEM_SCOPE } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import type { DeviceOrigin } from './device.ts';
import { identityStore } from './identity.store.ts';

interface NewSession {
  readonly sessionId: string;
  readonly email: string;
  readonly device: DeviceOrigin;
}

/**
 * Writes to the person when a sign-in that has just become whole comes from a device or a network that none of
 * their earlier ones came from. Nothing is written of the very first: there is nothing to compare it with.
 */
export async function tellOfNewDevice(
  services: Services,
  { sessionId, email, device }: NewSession,
): Promise<void> {
  const rows = await identityStore(services.db).earlierOrigins(sessionId);
  const earlier = await services.keys.retrying(SYSTEM_SCOPE, async (system) =>
    rows.map(({ id, sealed_origin }) =>
      system.unseal({ table: 'sessions', row: id, use: 'origin' }, sealed_origin),
    ),
  );
  if (earlier.length === 0 || isKnown(device, earlier)) return;
  await services.mail.queue({
    template: 'new-device',
    to: email,
    device: `${device.browser}, ${device.device}`,
    place: device.place,
    at: services.clock.now().toISOString(),
  });
}

/** Whether this device, and this network, were there before; a browser that was updated is the same. */
export function isKnown(device: DeviceOrigin, earlier: readonly DeviceOrigin[]): boolean {
  const knownDevice = earlier.some((one) => lookOf(one) === lookOf(device));
  return knownDevice && earlier.some(({ place }) => place === device.place);
}

function lookOf({ device, browser }: DeviceOrigin): string {
  return `${unversioned(browser)} / ${unversioned(device)}`;
}

function unversioned(name: string): string {
  return name.replace(/ [\d.]+$/, '').replace(/^macOS .*/, 'macOS');
}
