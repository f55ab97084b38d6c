import { askForCode, type OpenidSecrets } from '#server/platform/openid/index.ts';
import type { OidcFlow } from '../flow.ts';
import { relyingPartyOf } from './relying-party.ts';

const USUAL = ['email', 'profile'];

/** Where the browser goes for a sign-in, and what is kept for its answer. The sign-in's id is the `state`. */
export async function askOpenid(
  publicUrl: string,
  { id: connectionId, settings: { provider, client } }: OidcFlow,
  { id: state, anew }: { readonly id: string; readonly anew: boolean },
): Promise<{ readonly location: string; readonly openid: OpenidSecrets }> {
  const { redirectUri } = relyingPartyOf(publicUrl, connectionId);
  const scopes = [...USUAL, ...client.scopes];
  const { location, secrets } = await askForCode(
    provider,
    { id: client.id, redirectUri },
    { state, scopes, anew },
  );
  return { location, openid: secrets };
}
