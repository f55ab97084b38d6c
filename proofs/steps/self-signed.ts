const SEQUENCE = 0x30;
const SHA256_WITH_RSA = Buffer.from('300d06092a864886f70d01010b0500', 'hex');
const NAME = der(
  SEQUENCE,
  der(0x31, der(SEQUENCE, Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from('probe')))),
);

/** A certificate around a key, DER (X.509, RFC 5280): metadata carry keys in no other way. */
export async function selfSigned(
  publicKey: Uint8Array,
  sign: (data: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  const serial = der(0x02, Buffer.from([1, ...crypto.getRandomValues(new Uint8Array(8))]));
  const life = der(
    SEQUENCE,
    der(0x17, Buffer.from('250101000000Z')),
    der(0x17, Buffer.from('491231000000Z')),
  );
  const body = der(SEQUENCE, serial, SHA256_WITH_RSA, NAME, life, NAME, publicKey);
  const signature = await sign(Uint8Array.from(body));
  return der(SEQUENCE, body, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), signature));
}

function der(tag: number, ...parts: Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
