import type { OidcKnown, SamlKnown, SsoConnection, SsoTest } from '#contracts/sso.ts';
import { type KeyScope, readCertificate } from '#server/security/crypto/index.ts';
import type { ConnectionRow } from './connection.store.ts';
import { type OidcSettings, type SamlSettings, settingsContext, testContext } from './connection.ts';
import { relyingPartyOf } from './oidc/relying-party.ts';
import { type SamlProvider, serviceProviderOf } from './saml/provider.ts';

/** A connection as its administrators see it. No key and no secret is in it. */
export function connectionView(row: ConnectionRow, scope: KeyScope, publicUrl: string): SsoConnection {
  const settings = scope.unseal(settingsContext(row.id), row.sealed_settings);
  const { name, mapping } = settings;
  return {
    id: row.id,
    kind: row.kind,
    name,
    ...(settings.kind === 'saml'
      ? { ...samlView(settings, row.id, publicUrl), oidc: null }
      : { self: null, provider: null, metadataUrl: null, oidc: oidcView(settings, row.id, publicUrl) }),
    metadataAt: row.metadata_at,
    metadataFailingSince: row.metadata_failing_since,
    mapping,
    joinRole: row.join_role,
    unasked: row.unasked,
    active: row.active,
    tested: row.tested_version === row.version,
    test: testView(row, scope),
    version: row.version,
  };
}

function samlView({ provider, metadataUrl }: SamlSettings, id: string, publicUrl: string) {
  const { entityId, answersTo, signOutPage: signOut } = serviceProviderOf(publicUrl, id);
  return {
    self: { entityId, answersTo, signOut, metadataUrl: entityId },
    provider: knownSaml(provider),
    metadataUrl,
  };
}

/** A SAML provider as its administrators see it. */
export function knownSaml({ entityId, signOnUrl, signOut, certificates }: SamlProvider): SamlKnown {
  return {
    entityId,
    signOnUrl,
    signsOut: signOut !== null,
    certificates: certificatesShown(certificates),
  };
}

function oidcView({ provider, client }: OidcSettings, id: string, publicUrl: string): OidcKnown {
  return {
    issuer: provider.issuer,
    clientId: client.id,
    scopes: [...client.scopes],
    signsOut: provider.endSessionEndpoint !== null,
    ...relyingPartyOf(publicUrl, id),
  };
}

function certificatesShown(certificates: readonly string[]) {
  return certificates.flatMap((base64) => {
    const read = readCertificate(base64);
    if (read === undefined) return [];
    const { base64: _, ...shown } = read;
    return [shown];
  });
}

function testView({ id, sealed_test }: ConnectionRow, scope: KeyScope): SsoTest | null {
  if (sealed_test === null) return null;
  const { attributes, ...result } = scope.unseal(testContext(id), sealed_test);
  return {
    ...result,
    passed: result.reason === null,
    attributes: attributes.map(({ name, values }) => ({ name, values: [...values] })),
  };
}
