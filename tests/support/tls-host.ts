import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';
import { selfSigned } from '#server/security/crypto/index.ts';

const DAY_MS = 86_400_000;

/** What a TLS host shows, PEM: a certificate in nobody's name but its own. */
export interface HostCertificate {
  readonly key: string;
  readonly cert: string;
}

/** A certificate for a host name, good from `from` to `until` days from now. */
export function hostCertificate(name: string, from = -1, until = 1): HostCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const day = (days: number) => new Date(Date.now() + days * DAY_MS);
  const der = selfSigned(signerOf(privateKey, publicKey), name, day(from), day(until));
  return {
    key: privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{64}(?!$)/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
  };
}

function signerOf(privateKey: KeyObject, publicKey: KeyObject): Parameters<typeof selfSigned>[0] {
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }),
    sign: (data) => sign('sha256', data, privateKey),
    open: () => {
      throw new Error('this key opens nothing');
    },
  };
}

/** A host that listens behind a certificate and remembers whatever it was told. */
export interface TlsHost {
  readonly port: number;
  /** All bytes that came through TLS: none, where nobody trusted the certificate. */
  heard(): string;
  close(): Promise<void>;
}

/** `before` is done in clear on a fresh connection (as STARTTLS is); `greeting` is the first thing said inside. */
export async function startTlsHost(
  certificate: HostCertificate,
  { before, greeting }: { before?: (socket: Socket) => Promise<void>; greeting?: string } = {},
): Promise<TlsHost> {
  const secureContext = createSecureContext(certificate);
  const sockets = new Set<Socket>();
  let heard = '';
  const server = createServer(async (socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    await before?.(socket);
    const secure = new TLSSocket(socket, { isServer: true, secureContext });
    secure
      .on('error', () => socket.destroy())
      .on('data', (bytes) => {
        heard += bytes.toString('latin1');
        socket.destroy();
      });
    if (greeting !== undefined) secure.write(greeting);
  });
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    heard: () => heard,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
