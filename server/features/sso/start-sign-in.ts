import type { SsoLeave, SsoOffer, SsoSignInStart } from '#contracts/sso.ts';
import { AppError } from '#server/platform/app-error.ts';
import { newId, randomToken } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { stateContext } from './connection.ts';
import { flowStore, type Purpose } from './flow.store.ts';
import { type FlowConnection, type FlowState, flowDigest, isOidc, isSaml, openConnection } from './flow.ts';
import { domainOf } from './mapping.ts';
import { askOpenid } from './oidc/ask-openid.ts';
import { askToSignIn } from './saml/ask.ts';
import { serviceProviderOf } from './saml/provider.ts';

const SECRET_BYTES = 32;

/** Where an address may sign in. Its domain alone is looked at: whether it has an account is not told. */
export async function offerFor(services: Services, email: string): Promise<SsoOffer> {
  const [offer] = await flowStore(services.db).offers(domainOf(email));
  return offer === undefined
    ? { connectionId: null, enforced: false }
    : { connectionId: offer.connection_id, enforced: offer.enforced };
}

/** Begins a sign-in. `secret` is for the browser that began, and for nobody else. */
export async function startSignIn(
  services: Services,
  { connectionId, privateDevice, returnTo }: SsoSignInStart,
): Promise<SsoLeave & { readonly secret: string }> {
  const connection = await openConnection(services, connectionId);
  if (!connection.active) throw new AppError('not_found');
  const state = { returnTo, privateDevice, version: connection.version };
  const secret = randomToken(SECRET_BYTES);
  const start: Start = { purpose: 'sign_in', userId: null, browser: secret, state, anew: false };
  return { ...(await begin(services, connection, start)), secret };
}

interface Start {
  readonly purpose: Purpose;
  /** Who tries the connection out. */
  readonly userId: string | null;
  readonly browser: string | null;
  readonly state: FlowState;
  /** The provider shall ask for a factor again, whatever it remembers. */
  readonly anew: boolean;
}

export async function begin(
  services: Services,
  connection: FlowConnection,
  { purpose, userId, browser, state, anew }: Start,
): Promise<SsoLeave> {
  const id = newId();
  const { location, ...kept } = await ask(services, connection, { id, now: services.clock.now(), anew });
  await flowStore(services.db).begin(id, connection.id, {
    purpose,
    userId,
    browser: browser === null ? null : flowDigest(services, 'browser', browser),
    state: connection.scope.seal<FlowState>(stateContext(id), { ...state, ...kept }),
  });
  return { location };
}

type Asking = SsoLeave & Pick<FlowState, 'openid'>;

async function ask(
  { publicUrl }: Services,
  connection: FlowConnection,
  request: { readonly id: string; readonly now: Date; readonly anew: boolean },
): Promise<Asking> {
  if (isOidc(connection)) return askOpenid(publicUrl, connection, request);
  if (!isSaml(connection)) throw new AppError('not_found');
  const self = serviceProviderOf(publicUrl, connection.id);
  return { location: askToSignIn(request, connection.settings.provider, self, connection.key()) };
}
