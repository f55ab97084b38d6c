import { randomBytes } from 'node:crypto';
import type { RsaKey } from './rsa-key.ts';

const SEQUENCE = 0x30;
const SET = 0x31;
const SHA256_WITH_RSA = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
const COMMON_NAME = Buffer.from('0603550403', 'hex');
const SERIAL_BYTES = 16;

/**
 * A certificate of one's own (X.509, RFC 5280) around a key, DER. Nobody derives trust from it: SAML carries keys
 * in certificates, and compares them with those it was given.
 */
export function selfSigned(key: RsaKey, name: string, from: Date, until: Date): Buffer {
  const subject = der(
    SEQUENCE,
    der(SET, der(SEQUENCE, COMMON_NAME, der(0x0c, Buffer.from(name.slice(0, 64))))),
  );
  const body = der(
    SEQUENCE,
    // A leading one keeps the number positive and its length fixed.
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(SERIAL_BYTES - 1)])),
    SHA256_WITH_RSA,
    subject,
    der(SEQUENCE, time(from), time(until)),
    subject,
    key.publicKey,
  );
  return der(SEQUENCE, body, SHA256_WITH_RSA, der(0x03, Buffer.concat([Buffer.from([0]), key.sign(body)])));
}

function time(at: Date): Buffer {
  const digits = at
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replace(/[-:T]/g, '');
  // Until 2049 with two digits of the year (RFC 5280, 4.1.2.5).
  return at.getUTCFullYear() < 2050
    ? der(0x17, Buffer.from(digits.slice(2)))
    : der(0x18, Buffer.from(digits));
}

function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), length(content.length), content]);
}

function length(size: number): Buffer {
  if (size < 0x80) return Buffer.from([size]);
  const bytes = Buffer.from(size.toString(16).padStart(size > 0xff ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}
