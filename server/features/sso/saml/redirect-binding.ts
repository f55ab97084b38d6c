import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type RsaKey, verifiedBy } from '#server/security/crypto/index.ts';
import { RSA_SHA256, RSA_SHA512 } from './names.ts';
import { SamlRefusal } from './refusal.ts';

const LARGEST = 64 * 1024;

type Kind = 'SAMLRequest' | 'SAMLResponse';

/** The address that carries a message by redirect, signed (saml-bindings-2.0, 3.4.4.1). */
export function redirectTo(
  url: string,
  kind: Kind,
  message: string,
  relayState: string | null,
  key: RsaKey,
): string {
  const pairs: [string, string][] = [[kind, deflateRawSync(message).toString('base64')]];
  if (relayState !== null) pairs.push(['RelayState', relayState]);
  pairs.push(['SigAlg', RSA_SHA256]);
  const signed = pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const signature = encodeURIComponent(key.sign(Buffer.from(signed)).toString('base64'));
  return `${url}${url.includes('?') ? '&' : '?'}${signed}&Signature=${signature}`;
}

export interface RedirectMessage {
  readonly kind: Kind;
  readonly message: string;
  readonly relayState: string | null;
}

/**
 * The message of a query string, once its signature holds over the very bytes that were sent: a value is never
 * decoded and written anew before it is verified.
 * @throws SamlRefusal
 */
export function readRedirect(query: string, certificates: readonly string[]): RedirectMessage {
  const raw = rawPairs(query);
  const kind = raw.has('SAMLRequest') ? 'SAMLRequest' : 'SAMLResponse';
  if (raw.has('SAMLRequest') === raw.has('SAMLResponse')) throw new SamlRefusal('malformed');
  const hash = hashOf(decoded(raw.get('SigAlg')));
  const signed = [kind, 'RelayState', 'SigAlg'].flatMap((name) =>
    raw.has(name) ? [`${name}=${raw.get(name)}`] : [],
  );
  const signature = Buffer.from(decoded(raw.get('Signature')), 'base64');
  const data = Buffer.from(signed.join('&'));
  if (!certificates.some((base64) => verifiedBy({ base64 }, hash, data, signature))) {
    throw new SamlRefusal('signature');
  }
  const relayState = raw.get('RelayState');
  return {
    kind,
    message: inflated(decoded(raw.get(kind))),
    relayState: relayState === undefined ? null : decoded(relayState),
  };
}

function hashOf(algorithm: string): 'sha256' | 'sha512' {
  if (algorithm === RSA_SHA256) return 'sha256';
  if (algorithm === RSA_SHA512) return 'sha512';
  throw new SamlRefusal('signature');
}

function rawPairs(query: string): Map<string, string> {
  const pairs = new Map<string, string>();
  for (const pair of query.split('&')) {
    const at = pair.indexOf('=');
    if (at < 1 || pairs.has(pair.slice(0, at))) throw new SamlRefusal('malformed');
    pairs.set(pair.slice(0, at), pair.slice(at + 1));
  }
  return pairs;
}

function decoded(raw: string | undefined): string {
  try {
    return decodeURIComponent((raw ?? '').replaceAll('+', ' '));
  } catch {
    throw new SamlRefusal('malformed');
  }
}

function inflated(base64: string): string {
  try {
    return inflateRawSync(Buffer.from(base64, 'base64'), { maxOutputLength: LARGEST }).toString('utf8');
  } catch {
    throw new SamlRefusal('malformed');
  }
}
