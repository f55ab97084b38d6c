import { verify, X509Certificate } from 'node:crypto';

const SMALLEST_RSA = 2048;

/** An X.509 certificate as an identity provider publishes it. */
export interface Certificate {
  /** DER in base64, without line breaks: what compares equal is the same certificate. */
  readonly base64: string;
  /** SHA-256 of the DER, hex in pairs with colons. */
  readonly fingerprint: string;
  readonly subject: string;
  /** ISO 8601. */
  readonly validFrom: string;
  readonly validTo: string;
}

/** Reads base64 DER. Undefined for what is no certificate, or holds another key than RSA of 2048 bits and more. */
export function readCertificate(base64: string): Certificate | undefined {
  const compact = base64.replace(/\s+/g, '');
  if (!/^[A-Za-z0-9+/]{40,20000}={0,2}$/.test(compact)) return undefined;
  try {
    const read = new X509Certificate(Buffer.from(compact, 'base64'));
    const { asymmetricKeyType, asymmetricKeyDetails } = read.publicKey;
    if (asymmetricKeyType !== 'rsa' || (asymmetricKeyDetails?.modulusLength ?? 0) < SMALLEST_RSA)
      return undefined;
    return {
      base64: read.raw.toString('base64'),
      fingerprint: read.fingerprint256,
      subject: read.subject.replaceAll('\n', ', ').slice(0, 200),
      validFrom: new Date(read.validFrom).toISOString(),
      validTo: new Date(read.validTo).toISOString(),
    };
  } catch {
    return undefined;
  }
}

/** As PEM, for whoever reads nothing else. */
export function pemOf({ base64 }: Pick<Certificate, 'base64'>): string {
  return `-----BEGIN CERTIFICATE-----\n${base64.replace(/.{64}(?!$)/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
}

/** Whether the signature (RSASSA-PKCS1-v1_5) over `data` was made with the certificate's key. */
export function verifiedBy(
  certificate: Pick<Certificate, 'base64'>,
  hash: 'sha256' | 'sha512',
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  const { publicKey } = new X509Certificate(Buffer.from(certificate.base64, 'base64'));
  return verify(hash, data, publicKey, signature);
}
