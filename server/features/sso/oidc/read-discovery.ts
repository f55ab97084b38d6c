import { type OpenidProvider, SIGNATURES } from '#server/platform/openid/index.ts';
import { webAddress } from '../saml/read-metadata.ts';

/** A discovery document is refused for one of these. */
export type DiscoveryReason =
  | 'not-json'
  | 'other-issuer'
  | 'shared'
  | 'endpoints'
  | 'no-code'
  | 'signatures'
  | 'client-auth';

export class DiscoveryRefusal extends Error {
  override readonly name = 'DiscoveryRefusal';
  readonly reason: DiscoveryReason;

  constructor(reason: DiscoveryReason) {
    super(reason);
    this.reason = reason;
  }
}

/** Personal accounts of Microsoft: anyone has one, with whatever address. */
const EVERYBODYS: ReadonlySet<string> = new Set([
  'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
]);

/** Where the document of an issuer is (OpenID Connect Discovery 4). */
export function discoveryAddress(issuer: string): string {
  return `${plain(issuer)}/.well-known/openid-configuration`;
}

/** An issuer as people copy it: the address of its document leads back to it, and a last slash is no difference. */
function plain(issuer: string): string {
  return issuer
    .trim()
    .replace(/\/\.well-known\/openid-configuration$/, '')
    .replace(/\/+$/, '');
}

/**
 * Reads the discovery document of this very issuer. One that speaks for many tenants at once has no issuer of its
 * own, and everybody would come through it.
 * @throws DiscoveryRefusal
 */
export function readDiscovery(source: Uint8Array, typed: string): OpenidProvider {
  const document = parsed(source);
  const issuer = text(document.issuer);
  if (issuer === undefined) throw new DiscoveryRefusal('other-issuer');
  if (issuer.includes('{') || EVERYBODYS.has(issuer)) throw new DiscoveryRefusal('shared');
  if (plain(issuer) !== plain(typed)) throw new DiscoveryRefusal('other-issuer');
  const codes = list(document.response_types_supported);
  if (codes !== undefined && !codes.includes('code')) throw new DiscoveryRefusal('no-code');
  return {
    issuer,
    authorizationEndpoint: needed(webAddress(text(document.authorization_endpoint))),
    endSessionEndpoint: webAddress(text(document.end_session_endpoint)) ?? null,
    tokenEndpoint: needed(serverAddress(document.token_endpoint)),
    userinfoEndpoint: serverAddress(document.userinfo_endpoint) ?? null,
    jwksUri: needed(serverAddress(document.jwks_uri)),
    clientAuth: clientAuthOf(list(document.token_endpoint_auth_methods_supported)),
    signatures: signaturesOf(list(document.id_token_signing_alg_values_supported)),
    namesItself: document.authorization_response_iss_parameter_supported === true,
  };
}

function parsed(source: Uint8Array): Readonly<Record<string, unknown>> {
  let document: unknown;
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(source));
  } catch {
    throw new DiscoveryRefusal('not-json');
  }
  if (typeof document !== 'object' || document === null || Array.isArray(document)) {
    throw new DiscoveryRefusal('not-json');
  }
  return Object.fromEntries(Object.entries(document));
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value.length <= 1024 ? value : undefined;
}

function list(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : undefined;
}

function needed(address: string | undefined): string {
  if (address === undefined) throw new DiscoveryRefusal('endpoints');
  return address;
}

// Whether it may be called is the way out's to say, each time it is.
function serverAddress(value: unknown): string | undefined {
  const url = URL.parse(text(value) ?? '');
  if (url === null || !['https:', 'http:'].includes(url.protocol)) return undefined;
  return url.username === '' && url.password === '' && url.hash === '' ? url.href : undefined;
}

// Discovery 3: where nothing is said it is client_secret_basic, and RS256.
function clientAuthOf(methods: readonly string[] = ['client_secret_basic']): OpenidProvider['clientAuth'] {
  if (methods.includes('client_secret_basic')) return 'basic';
  if (methods.includes('client_secret_post')) return 'post';
  throw new DiscoveryRefusal('client-auth');
}

function signaturesOf(named: readonly string[] = ['RS256']): readonly string[] {
  const taken = SIGNATURES.filter((one) => named.includes(one));
  if (taken.length === 0) throw new DiscoveryRefusal('signatures');
  return taken;
}
