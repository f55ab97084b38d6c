import { xml } from '#server/platform/xml/index.ts';
import type { RsaKey } from '#server/security/crypto/index.ts';
import { POST, SAML, SAMLP } from './names.ts';
import type { SamlProvider, ServiceProvider } from './provider.ts';
import { redirectTo } from './redirect-binding.ts';

/** The id of a message on the wire: an XML name must not begin with a digit. */
export const wireId = (id: string): string => `_${id}`;

/** Where to send the browser so that the provider signs somebody in, or signs them in anew. */
export function askToSignIn(
  { id, now, anew }: { readonly id: string; readonly now: Date; readonly anew: boolean },
  provider: SamlProvider,
  self: ServiceProvider,
  key: RsaKey,
): string {
  const message = xml`<samlp:AuthnRequest xmlns:samlp="${SAMLP}" xmlns:saml="${SAML}" ID="${wireId(id)}" Version="2.0" IssueInstant="${instant(now)}" Destination="${provider.signOnUrl}" AssertionConsumerServiceURL="${self.answersTo}" ProtocolBinding="${POST}" ForceAuthn="${String(anew)}"><saml:Issuer>${self.entityId}</saml:Issuer><samlp:NameIDPolicy AllowCreate="true"/></samlp:AuthnRequest>`;
  return redirectTo(provider.signOnUrl, 'SAMLRequest', String(message), id, key);
}

/** ISO 8601 without fractions, as every provider reads it. */
export function instant(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z');
}
