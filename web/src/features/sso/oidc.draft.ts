import type { OidcClient, OidcClientPatch, OidcKnown } from '#contracts/sso.ts';

export type OidcDraft = { issuer: string; clientId: string; clientSecret: string; scopes: string };

export const NO_CLIENT: OidcDraft = { issuer: '', clientId: '', clientSecret: '', scopes: '' };

/** What is known to be changed; the secret is never known. */
export function clientDraft({ issuer, clientId, scopes }: OidcKnown): OidcDraft {
  return { issuer, clientId, clientSecret: '', scopes: scopes.join(' ') };
}

export function clientOf({ issuer, clientId, clientSecret, scopes }: OidcDraft): OidcClient {
  return { issuer: issuer.trim(), clientId: clientId.trim(), clientSecret, scopes: words(scopes) };
}

/** Without a new secret the old one stays. */
export function clientPatchOf(draft: OidcDraft): OidcClientPatch {
  const { clientSecret, ...rest } = clientOf(draft);
  return clientSecret === '' ? rest : { ...rest, clientSecret };
}

function words(text: string): string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}
