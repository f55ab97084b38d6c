import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';

const PATIENCE_MS = 2_500;
const UNTRUSTED = /^CERT_|^ERR_TLS_CERT|SELF_SIGNED|UNABLE_TO_|^DEPTH_ZERO/;

/** Where people come in. */
export interface EdgeAddress {
  /** The name that people type, and that the certificate has to be of. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
}

/** The certificate an edge shows. */
export interface Certificate {
  readonly from: Date;
  readonly until: Date;
  /** Whether an answer of the authority about it is stapled (RFC 6066, 8). */
  readonly stapled: boolean;
}

/**
 * Comes in as anyone would, with one request, and looks at the certificate shown.
 * @returns `untrusted` or `expired` where the certificate is not to be trusted.
 * @throws Error when nobody answers.
 */
export function readCertificate({
  name,
  host,
  port,
}: EdgeAddress): Promise<Certificate | 'untrusted' | 'expired'> {
  let stapled = false;
  const asked = request({
    method: 'HEAD',
    path: '/api/health/live',
    host,
    port,
    servername: name,
    headers: { host: name },
    agent: false,
    timeout: PATIENCE_MS,
    ...{ requestOCSP: true },
  });
  asked.on('socket', (socket) => {
    socket.on('OCSPResponse', (answer: Buffer | null) => {
      stapled = answer !== null && answer.length > 0;
    });
  });
  asked.on('timeout', () => asked.destroy(new Error('the edge does not answer')));
  return new Promise((resolve, reject) => {
    asked.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'CERT_HAS_EXPIRED') resolve('expired');
      else if (UNTRUSTED.test(error.code ?? '')) resolve('untrusted');
      else reject(error);
    });
    asked.on('response', (answer) => {
      const { valid_from, valid_to } = (answer.socket as TLSSocket).getPeerCertificate();
      answer.destroy();
      resolve({ from: new Date(valid_from), until: new Date(valid_to), stapled });
    });
    asked.end();
  });
}
