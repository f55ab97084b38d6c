import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';

const OPENSSL = '/usr/bin/openssl';
const run = promisify(execFile);

export interface OcspResponder {
  readonly url: string;
  /** Whose certificates it speaks of, PEM: until it knows, it answers nobody. */
  issuer: { readonly cert: string; readonly key: string } | undefined;
  stop(): Promise<void>;
}

/** Answers that every certificate of an issuer is good (RFC 6960). */
export async function startOcspResponder(): Promise<OcspResponder> {
  const folder = await mkdtemp(join(tmpdir(), 'caseward-ocsp-'));
  const responder: Pick<OcspResponder, 'issuer'> = { issuer: undefined };
  const server = createServer(async (request, reply) => {
    try {
      if (responder.issuer === undefined) throw new Error('no issuer yet');
      const sent = request.method === 'POST' ? await buffer(request) : inPath(request.url ?? '');
      const answer = await answerTo(sent, responder.issuer, folder);
      reply.writeHead(200, { 'content-type': 'application/ocsp-response' }).end(answer);
    } catch {
      reply.writeHead(500).end();
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(responder, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await rm(folder, { recursive: true, force: true });
    },
  });
}

/** What an answer says of a certificate, its signature being right: `good`, `revoked` or `unknown`. */
export async function verdictOf(answer: Buffer, leaf: string, issuer: string, root: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'caseward-ocsp-'));
  const file = (name: string) => join(folder, name);
  try {
    await writeFile(file('answer.der'), answer);
    await writeFile(file('leaf.pem'), leaf);
    await writeFile(file('issuer.pem'), issuer);
    await writeFile(file('root.pem'), root);
    const asked = ['-issuer', file('issuer.pem'), '-cert', file('leaf.pem'), '-CAfile', file('root.pem')];
    const { stdout, stderr } = await run(OPENSSL, ['ocsp', '-respin', file('answer.der'), ...asked]);
    if (!stderr.includes('Response verify OK')) throw new Error(stderr);
    return /leaf\.pem: (\w+)/.exec(stdout)?.[1] ?? stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function answerTo(
  sent: Buffer,
  issuer: { cert: string; key: string },
  folder: string,
): Promise<Buffer> {
  const file = (name: string) => join(folder, name);
  await writeFile(file('ask.der'), sent);
  await writeFile(file('issuer.pem'), issuer.cert);
  await writeFile(file('issuer.key'), issuer.key, { mode: 0o600 });
  const { stdout } = await run(OPENSSL, ['ocsp', '-reqin', file('ask.der'), '-req_text']);
  const serial = /Serial Number: ([0-9A-F]+)/.exec(stdout)?.[1] ?? '';
  await writeFile(file('index.txt'), `V\t491231235959Z\t\t${serial}\tunknown\t/CN=any\n`);
  const signer = ['-CA', file('issuer.pem'), '-rsigner', file('issuer.pem'), '-rkey', file('issuer.key')];
  const io = ['-reqin', file('ask.der'), '-respout', file('answer.der')];
  await run(OPENSSL, [
    'ocsp',
    '-index',
    file('index.txt'),
    ...signer,
    ...io,
    '-ndays',
    '1',
    '-resp_no_certs',
  ]);
  return readFile(file('answer.der'));
}

// A GET has it in Base64 as its path (RFC 6960, A.1).
function inPath(path: string): Buffer {
  return Buffer.from(decodeURIComponent(path.slice(1)), 'base64');
}
