import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { CreatedCredential, PasskeyAssertion } from '#contracts/passkeys.ts';

/** How an answer is made; a forger changes one thing of it. */
export interface Ceremony {
  readonly challenge: string;
  readonly origin: string;
  readonly rpId: string;
  readonly type?: string;
  readonly crossOrigin?: boolean;
  readonly userPresent?: boolean;
  readonly userVerified?: boolean;
  readonly counter?: number;
  readonly userHandle?: string | null;
  /** The format of the statement, and what is in it beside nothing. */
  readonly attestation?: { readonly fmt: string; readonly attStmt: Cbor };
}

export interface SoftwarePasskey {
  readonly id: string;
  create(ceremony: Ceremony): CreatedCredential;
  /** Signs as the person `userHandle`; the counter goes up by itself. */
  use(ceremony: Ceremony): PasskeyAssertion;
}

const EXTENDED = { at: 0x40, up: 0x01, uv: 0x04 };

/** A passkey in software: an ES256 key, and the bytes an authenticator makes (WebAuthn 6.1, 6.5; RFC 9052). */
export function softwarePasskey(): SoftwarePasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(32);
  let counter = 0;
  const key = new Map<number, Cbor>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ]);
  const data = (ceremony: Ceremony, attested?: Buffer) => {
    const { userPresent = true, userVerified = true, rpId } = ceremony;
    const flags =
      (userPresent ? EXTENDED.up : 0) | (userVerified ? EXTENDED.uv : 0) | (attested ? EXTENDED.at : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(ceremony.counter ?? counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, attested ?? Buffer.alloc(0)]);
  };
  return {
    id: id.toString('base64url'),
    create(ceremony) {
      const length = Buffer.from([0, id.length]);
      const authData = data(ceremony, Buffer.concat([Buffer.alloc(16), length, id, cbor(key)]));
      const { fmt, attStmt } = ceremony.attestation ?? { fmt: 'none', attStmt: new Map() };
      const statement = new Map<string, Cbor>([
        ['fmt', fmt],
        ['attStmt', attStmt],
        ['authData', authData],
      ]);
      return {
        id: id.toString('base64url'),
        clientDataJSON: clientData(ceremony, 'webauthn.create').toString('base64url'),
        attestationObject: cbor(statement).toString('base64url'),
        transports: ['internal'],
      };
    },
    use(ceremony) {
      counter += 1;
      const client = clientData(ceremony, 'webauthn.get');
      const authData = data(ceremony);
      const signature = sign('sha256', Buffer.concat([authData, sha256(client)]), privateKey);
      return {
        id: id.toString('base64url'),
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: ceremony.userHandle ?? null,
      };
    },
  };
}

function clientData({ challenge, origin, crossOrigin = false, type }: Ceremony, usual: string): Buffer {
  return Buffer.from(JSON.stringify({ type: type ?? usual, challenge, origin, crossOrigin }));
}

function sha256(data: string | Buffer): Buffer {
  return createHash('sha256').update(data).digest();
}

type Cbor = number | string | Buffer | readonly Cbor[] | Map<number | string, Cbor>;

/** CBOR (RFC 8949), as much of it as passkeys are made of. */
function cbor(value: Cbor): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map) {
    const entries = [...value].flatMap(([name, inner]) => [cbor(name), cbor(inner)]);
    return Buffer.concat([head(5, value.size), ...entries]);
  }
  return Buffer.concat([head(4, value.length), ...value.map(cbor)]);
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length]);
  if (length < 256) return Buffer.from([(major << 5) | 24, length]);
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255]);
}
