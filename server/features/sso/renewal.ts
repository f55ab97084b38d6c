import { OutsideError } from '#server/platform/fetch-outside/index.ts';
import type { OpenidProvider } from '#server/platform/openid/index.ts';
import type { Services } from '#server/security/services.ts';
import type { ConnectionSettings } from './connection.ts';
import { discover } from './oidc/known-issuer.ts';
import { DiscoveryRefusal } from './oidc/read-discovery.ts';
import type { SamlProvider } from './saml/provider.ts';
import { MetadataRefusal, readMetadata } from './saml/read-metadata.ts';

const LARGEST = 400_000;

/** What a provider says of itself today. */
export type Today = SamlProvider | OpenidProvider;

/** Asks a provider again; null where it does not answer, or not as itself any more: an administrator is to say so. */
export async function askAgain(services: Services, settings: ConnectionSettings): Promise<Today | null> {
  try {
    const today = await read(services, settings);
    return renewed(settings, today) === undefined ? null : today;
  } catch (error) {
    if (
      error instanceof OutsideError ||
      error instanceof MetadataRefusal ||
      error instanceof DiscoveryRefusal
    ) {
      return null;
    }
    throw error;
  }
}

async function read(services: Services, settings: ConnectionSettings): Promise<Today> {
  if (settings.kind === 'oidc') return discover(services, settings.provider.issuer);
  const { outside, clock } = services;
  return readMetadata(await outside.fetch(settings.metadataUrl ?? '', LARGEST), clock.now());
}

/** The settings with what the provider says today; undefined where these are another provider's by now. */
export function renewed(before: ConnectionSettings, today: Today): ConnectionSettings | undefined {
  if (before.kind === 'saml') {
    const same = 'entityId' in today && today.entityId === before.provider.entityId;
    return same ? { ...before, provider: today } : undefined;
  }
  const same = 'issuer' in today && today.issuer === before.provider.issuer;
  return same ? { ...before, provider: today } : undefined;
}

/** The names of what is different today. */
export function changedFields(before: ConnectionSettings['provider'], after: Today): string[] {
  const known = new Map(Object.entries(before));
  return Object.entries(after).flatMap(([name, value]) =>
    JSON.stringify(known.get(name)) === JSON.stringify(value) ? [] : [name],
  );
}
