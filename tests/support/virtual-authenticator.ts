import type { CDPSession, Page } from 'playwright-core';

interface Credential {
  readonly credentialId: string;
  readonly isResidentCredential: boolean;
  readonly rpId?: string;
  readonly privateKey: string;
  readonly userHandle?: string;
  readonly signCount: number;
}

/** A device that holds passkeys, plugged into one page of a real browser (WebAuthn level 3, 11). */
export interface VirtualAuthenticator {
  credentials(): Promise<Credential[]>;
  /** Puts a passkey of another device, or an older state of this one, into it. */
  hold(credential: Credential): Promise<void>;
  lose(credentialId: string): Promise<void>;
  /** Whether the person passes its lock from now on. */
  verify(passes: boolean): Promise<void>;
  /** Whether the person touches it when it is asked; else it waits. */
  touch(touches: boolean): Promise<void>;
  unplug(): Promise<void>;
}

/** @param transport `internal`: part of the device; `usb`: a security key */
export async function plugIn(
  page: Page,
  transport: 'internal' | 'usb' = 'internal',
): Promise<VirtualAuthenticator> {
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport,
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    credentials: async () => (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    hold: async (credential) =>
      void (await session.send('WebAuthn.addCredential', { authenticatorId, credential })),
    lose: async (credentialId) =>
      void (await session.send('WebAuthn.removeCredential', { authenticatorId, credentialId })),
    verify: async (isUserVerified) =>
      void (await session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified })),
    touch: async (enabled) =>
      void (await session.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId, enabled })),
    unplug: async () => void (await session.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })),
  };
}
