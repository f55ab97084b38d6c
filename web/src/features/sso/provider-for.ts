import type { SsoLeave, SsoOffer, SsoSignInStart } from '#contracts/sso.ts';
import { call } from '../../api/client.ts';
import { returnPathOf } from './return-path.ts';

/** The connection that addresses of this domain are led to; null where there is none. */
export async function offerFor(email: string): Promise<string | null> {
  return (await call<SsoOffer>('POST', '/sso/offers', { body: { email } })).connectionId;
}

/** Begins a sign-in by a connection: the address at the provider to go to. `wanted` is where to come back to. */
export async function startAt(connectionId: string, wanted: string | undefined): Promise<string> {
  const body: SsoSignInStart = { connectionId, privateDevice: false, returnTo: returnPathOf(wanted) };
  return (await call<SsoLeave>('POST', '/sso/sign-ins', { body })).location;
}
