import { readXml, type XmlElement, XmlError } from '#server/platform/xml/index.ts';
import { readCertificate } from '#server/security/crypto/index.ts';
import { DSIG, MD, REDIRECT, SAMLP } from './names.ts';
import type { SamlProvider } from './provider.ts';

/** Metadata of an identity provider are refused for one of these. */
export type MetadataReason =
  | 'not-xml'
  | 'no-provider'
  | 'several-providers'
  | 'no-redirect'
  | 'no-certificate'
  | 'expired';

export class MetadataRefusal extends Error {
  override readonly name = 'MetadataRefusal';
  readonly reason: MetadataReason;

  constructor(reason: MetadataReason) {
    super(reason);
    this.reason = reason;
  }
}

const MOST_CERTIFICATES = 6;
const LARGEST = 512 * 1024;

/**
 * Reads the metadata of exactly one identity provider. Only keys count of its certificates, as the interoperability
 * profile of SAML metadata says; only https addresses are taken, http on this very machine besides.
 * @throws MetadataRefusal
 */
export function readMetadata(source: Uint8Array | string, now: Date): SamlProvider {
  const [provider, ...more] = providersIn(parsed(source));
  if (provider === undefined) throw new MetadataRefusal('no-provider');
  if (more.length > 0) throw new MetadataRefusal('several-providers');
  const { entity, role } = provider;
  assertCurrent(entity, now);
  assertCurrent(role, now);
  const entityId = entity.attribute('entityID') ?? '';
  const signOnUrl = locationOf(role, 'SingleSignOnService')?.url;
  const certificates = certificatesOf(role);
  if (entityId === '' || entityId.length > 1024) throw new MetadataRefusal('no-provider');
  if (signOnUrl === undefined) throw new MetadataRefusal('no-redirect');
  if (certificates.length === 0) throw new MetadataRefusal('no-certificate');
  return { entityId, signOnUrl, signOut: locationOf(role, 'SingleLogoutService') ?? null, certificates };
}

function parsed(source: Uint8Array | string): XmlElement {
  try {
    return readXml(source, { allowComments: true, largest: LARGEST });
  } catch (error) {
    if (error instanceof XmlError) throw new MetadataRefusal('not-xml');
    throw error;
  }
}

function providersIn(root: XmlElement): { entity: XmlElement; role: XmlElement }[] {
  return root
    .all()
    .filter(({ namespace, name }) => namespace === MD && name === 'EntityDescriptor')
    .flatMap((entity) => entity.children(MD, 'IDPSSODescriptor').map((role) => ({ entity, role })))
    .filter(({ role }) => (role.attribute('protocolSupportEnumeration') ?? '').split(/\s+/).includes(SAMLP));
}

function assertCurrent(element: XmlElement, now: Date): void {
  const until = element.attribute('validUntil');
  if (until !== undefined && !(Date.parse(until) > now.getTime())) throw new MetadataRefusal('expired');
}

function locationOf(role: XmlElement, service: string): { url: string; answersTo: string } | undefined {
  for (const endpoint of role.children(MD, service)) {
    if (endpoint.attribute('Binding') !== REDIRECT) continue;
    const url = webAddress(endpoint.attribute('Location'));
    if (url === undefined) continue;
    return { url, answersTo: webAddress(endpoint.attribute('ResponseLocation')) ?? url };
  }
  return undefined;
}

/** An address a browser may be sent to. */
export function webAddress(text: string | undefined): string | undefined {
  const url = URL.parse(text ?? '');
  if (url === null || url.href.length > 1024 || url.username !== '' || url.hash !== '') return undefined;
  const local = url.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || local ? url.href : undefined;
}

function certificatesOf(role: XmlElement): string[] {
  const found = role
    .children(MD, 'KeyDescriptor')
    .filter((key) => (key.attribute('use') ?? 'signing') === 'signing')
    .flatMap((key) => key.all())
    .filter(({ namespace, name }) => namespace === DSIG && name === 'X509Certificate')
    .flatMap(({ text }) => readCertificate(text ?? '')?.base64 ?? []);
  return [...new Set(found)].slice(0, MOST_CERTIFICATES);
}
