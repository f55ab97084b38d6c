import type {
  OidcClient,
  OidcClientPatch,
  SsoConnectionCreate,
  SsoConnectionPatch,
  SsoKind,
} from '#contracts/sso.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { OpenidProvider } from '#server/platform/openid/index.ts';
import { type KeyScope, newRsaKey, selfSigned } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { type ConnectionSettings, keyContext, type OidcSettings } from './connection.ts';
import { type KnownProvider, knownProvider } from './metadata.ts';
import { knownIssuer } from './oidc/known-issuer.ts';

const CERTIFICATE_YEARS = 10;
const NO_MAPPING = { email: null, name: null, groups: null, roles: [] };

/** What a provider says of itself, read before the workspace is entered: nothing in there waits for the network. */
export type NewProvider =
  | { readonly kind: 'saml'; readonly known: KnownProvider }
  | { readonly kind: 'oidc'; readonly provider: OpenidProvider; readonly client: OidcClient };

/** @throws AppError invalid_field */
export async function readNewProvider(services: Services, input: SsoConnectionCreate): Promise<NewProvider> {
  if (input.kind === 'saml') return { kind: 'saml', known: await knownProvider(services, input.metadata) };
  const { client } = input;
  return { kind: 'oidc', provider: await knownIssuer(services, client.issuer), client };
}

export interface NewSettings {
  readonly settings: ConnectionSettings;
  /** Our own key towards a SAML provider. */
  readonly sealedKey: Buffer | null;
}

/** The settings a connection begins with; towards a SAML provider with a key and a certificate of its own. */
export async function newSettings(
  { clock, publicUrl }: Services,
  scope: KeyScope,
  { id, name, made }: { readonly id: string; readonly name: string; readonly made: NewProvider },
): Promise<NewSettings> {
  const named = { name, mapping: NO_MAPPING };
  if (made.kind === 'oidc') {
    const { provider, client } = made;
    return { settings: { kind: 'oidc', ...named, provider, client: keptOf(client) }, sealedKey: null };
  }
  const { key, sealed } = await newRsaKey(scope, keyContext(id));
  const now = clock.now();
  const until = new Date(now);
  until.setUTCFullYear(now.getUTCFullYear() + CERTIFICATE_YEARS);
  const certificate = selfSigned(key, new URL(publicUrl).hostname, now, until).toString('base64');
  return { settings: { kind: 'saml', ...named, certificate, ...made.known }, sealedKey: sealed };
}

function keptOf({ clientId, clientSecret, scopes }: OidcClient): OidcSettings['client'] {
  return { id: clientId, secret: clientSecret, scopes };
}

/** What a change brings of the provider, read before the workspace is entered as well. */
export interface ChangedProvider {
  readonly known?: KnownProvider | undefined;
  readonly provider?: OpenidProvider | undefined;
}

/** @throws AppError invalid_field */
export async function readChangedProvider(
  services: Services,
  { metadata, client }: SsoConnectionPatch,
): Promise<ChangedProvider> {
  return {
    known: metadata && (await knownProvider(services, metadata)),
    provider: client?.issuer === undefined ? undefined : await knownIssuer(services, client.issuer),
  };
}

/** A change that the other kind of provider has no room for is refused. @throws AppError invalid_field */
export function assertFitsKind(kind: SsoKind, { metadata, client, unasked }: SsoConnectionPatch): void {
  const field =
    kind === 'saml'
      ? client !== undefined && 'client'
      : (metadata !== undefined && 'metadata') || (unasked === true && 'unasked');
  if (field === false) return;
  throw new AppError('invalid_field', { field, message: 'A connection of this kind does not have this.' });
}

/** The settings after a change. @throws AppError invalid_field */
export function changedSettings(
  before: ConnectionSettings,
  { name, mapping, client }: SsoConnectionPatch,
  { known, provider }: ChangedProvider,
): ConnectionSettings {
  const named = { ...(name !== undefined && { name }), ...(mapping !== undefined && { mapping }) };
  if (before.kind === 'saml') return { ...before, ...named, ...known };
  const moved = provider !== undefined && provider.issuer !== before.provider.issuer;
  return {
    ...before,
    ...named,
    ...(provider !== undefined && { provider }),
    ...(client !== undefined && { client: changedClient(before.client, client, moved) }),
  };
}

// Or whoever administers could have the secret sent to a server of theirs.
function changedClient(
  before: OidcSettings['client'],
  { clientId: id, clientSecret: secret, scopes }: OidcClientPatch,
  moved: boolean,
): OidcSettings['client'] {
  if (secret === undefined && (moved || (id !== undefined && id !== before.id))) {
    throw new AppError('invalid_field', {
      field: 'client.clientSecret',
      message: 'Another issuer or client id asks for its secret again.',
    });
  }
  return {
    id: id ?? before.id,
    secret: secret ?? before.secret,
    scopes: scopes ?? before.scopes,
  };
}
