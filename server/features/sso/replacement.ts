import type { SsoReplacement } from '#contracts/sso.ts';
import { AppError } from '#server/platform/app-error.ts';
import { sha256Hex } from '#server/security/crypto/index.ts';
import type { ConnectionSettings } from './connection.ts';
import { knownSaml } from './connection.view.ts';
import { changedFields } from './renewal.ts';

/**
 * Other metadata over a connection by which people come in: whoever puts them there has read what changes, the entity id
 * or the certificates that are believed. Metadata that say the same ask nothing.
 * @throws AppError conflict with `SsoReplacement`, unless `confirmation` is the word for this very provider
 */
export function assertReplacementConfirmed(
  before: ConnectionSettings,
  after: ConnectionSettings,
  confirmation: string | undefined,
): void {
  if (before.kind !== 'saml' || after.kind !== 'saml') return;
  if (changedFields(before.provider, after.provider).length === 0) return;
  const word = sha256Hex(JSON.stringify(after.provider));
  if (confirmation === word) return;
  const details: SsoReplacement = {
    reason: 'replaces-provider',
    confirmation: word,
    before: knownSaml(before.provider),
    after: knownSaml(after.provider),
  };
  throw new AppError('conflict', {
    message: 'This connection is on. Confirm that its provider is replaced.',
    details,
  });
}
