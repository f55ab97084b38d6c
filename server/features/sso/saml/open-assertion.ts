import { plainXml, type XmlElement } from '#server/platform/xml/index.ts';
import type { Cipher, Envelope, RsaKey } from '#server/security/crypto/index.ts';
import { DSIG, XENC } from './names.ts';
import { SamlRefusal } from './refusal.ts';

const CIPHERS: Readonly<Record<string, Cipher>> = {
  [`${XENC}aes128-cbc`]: 'aes128-cbc',
  [`${XENC}aes192-cbc`]: 'aes192-cbc',
  [`${XENC}aes256-cbc`]: 'aes256-cbc',
  'http://www.w3.org/2009/xmlenc11#aes128-gcm': 'aes128-gcm',
  'http://www.w3.org/2009/xmlenc11#aes192-gcm': 'aes192-gcm',
  'http://www.w3.org/2009/xmlenc11#aes256-gcm': 'aes256-gcm',
};
const SHA1 = `${DSIG}sha1`;
const SHA256 = `${XENC}sha256`;
const OAEP_MGF1P = `${XENC}rsa-oaep-mgf1p`;
const OAEP = 'http://www.w3.org/2009/xmlenc11#rsa-oaep';
const MGF_SHA256 = 'http://www.w3.org/2009/xmlenc11#mgf1sha256';

/**
 * The text of an encrypted assertion, which then is checked like any other. Keys come wrapped with OAEP alone;
 * RSA 1.5 is refused. All failures are one.
 * @throws SamlRefusal encryption
 */
export function openAssertion(encrypted: XmlElement, key: RsaKey): string {
  try {
    return plainXml(key.open(envelopeOf(encrypted)));
  } catch (cause) {
    throw new SamlRefusal('encryption', { cause });
  }
}

function envelopeOf(encrypted: XmlElement): Envelope {
  const data = one(encrypted, XENC, 'EncryptedData');
  const cipher = CIPHERS[one(data, XENC, 'EncryptionMethod').attribute('Algorithm') ?? ''];
  if (cipher === undefined) throw new SamlRefusal('encryption');
  const [wrapped, ...more] = encrypted
    .all()
    .filter(({ name, namespace }) => name === 'EncryptedKey' && namespace === XENC);
  if (wrapped === undefined || more.length > 0) throw new SamlRefusal('encryption');
  return {
    cipher,
    data: bytesOf(data),
    wrappedKey: bytesOf(wrapped),
    hash: hashOf(one(wrapped, XENC, 'EncryptionMethod')),
  };
}

function hashOf(method: XmlElement): 'sha1' | 'sha256' {
  const algorithm = method.attribute('Algorithm');
  const digest = method.only(DSIG, 'DigestMethod')?.attribute('Algorithm') ?? SHA1;
  if (algorithm === OAEP_MGF1P && digest === SHA1) return 'sha1';
  const mask = method.only('http://www.w3.org/2009/xmlenc11#', 'MGF')?.attribute('Algorithm');
  if (algorithm === OAEP && digest === SHA256 && mask === MGF_SHA256) return 'sha256';
  throw new SamlRefusal('encryption');
}

function bytesOf(parent: XmlElement): Buffer {
  const value = one(one(parent, XENC, 'CipherData'), XENC, 'CipherValue').text ?? '';
  return Buffer.from(value.replace(/\s+/g, ''), 'base64');
}

function one(parent: XmlElement, namespace: string, name: string): XmlElement {
  const found = parent.only(namespace, name);
  if (found === undefined) throw new SamlRefusal('encryption');
  return found;
}
