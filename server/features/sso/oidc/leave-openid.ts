import type { OidcFlow, ProviderSubject } from '../flow.ts';
import { relyingPartyOf } from './relying-party.ts';

/** Where somebody signs out at their provider too (RP-Initiated Logout 1.0); null where it has no such place. */
export function leaveOpenid(
  publicUrl: string,
  { id, settings: { provider, client } }: OidcFlow,
  { idToken }: ProviderSubject,
): string | null {
  if (provider.endSessionEndpoint === null) return null;
  const address = new URL(provider.endSessionEndpoint);
  address.searchParams.set('client_id', client.id);
  address.searchParams.set('post_logout_redirect_uri', relyingPartyOf(publicUrl, id).afterSignOut);
  if (idToken !== undefined) address.searchParams.set('id_token_hint', idToken);
  return address.href;
}
