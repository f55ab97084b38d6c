import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, getCACertificates, setDefaultCACertificates } from 'node:tls';
import { readCertificate } from '#server/platform/edge/index.ts';
import { complaints, noCaddy, shippedCaddyfile } from '#tests/support/caddy.ts';
import { edgeName, noEdge, type RunningEdge, startEdge, visit } from '#tests/support/edge.ts';
import { type OcspResponder, startOcspResponder, verdictOf } from '#tests/support/ocsp.ts';

const LETS_ENCRYPT = 'https://acme-v02.api.letsencrypt.org/directory';
const LIFETIME_S = 15;

it('certificates come from Let’s Encrypt by ACME unless configured otherwise', { skip: noCaddy }, () => {
  const issuersOf = (env: Record<string, string>) => {
    const args = ['adapt', '--config', shippedCaddyfile, '--adapter', 'caddyfile'];
    const stdio: ['ignore', 'pipe', 'ignore'] = ['ignore', 'pipe', 'ignore'];
    const told = execFileSync('/usr/bin/caddy', args, { env: { CASEWARD_DOMAIN: edgeName, ...env }, stdio });
    return JSON.parse(told.toString()).apps.tls.automation.policies;
  };
  const policy = (ca: string) => [{ subjects: [edgeName], issuers: [{ ca, module: 'acme' }] }];
  assert.deepEqual(issuersOf({}), policy(LETS_ENCRYPT));
  const other = 'https://acme.example.org/directory';
  assert.deepEqual(issuersOf({ CASEWARD_ACME_DIRECTORY: other }), policy(other));
});

describe('certificates of the edge that ships', { skip: noEdge }, () => {
  let server: Server;
  const running: RunningEdge[] = [];
  const edgeWith = async (options: { lifetime?: number; ocsp?: string; env?: Record<string, string> }) => {
    const edge = await startEdge({ port: (server.address() as AddressInfo).port, ...options });
    running.push(edge);
    return edge;
  };
  before(async () => {
    server = createServer((_request, reply) => reply.end('here')).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  after(async () => {
    for (const edge of running) await edge.stop();
    server.closeAllConnections();
    server.close();
  });

  it('a short-lived certificate is renewed before its end, and no request is dropped', async () => {
    const edge = await edgeWith({ lifetime: LIFETIME_S, env: { CASEWARD_EDGE_RENEW_INTERVAL: '1s' } });
    const first = await shownBy(edge);
    const end = Date.parse(first.validTo);
    assert.ok(end - Date.now() <= LIFETIME_S * 1_000);
    for (let now = first; now.serial === first.serial; now = await shownBy(edge)) {
      assert.ok(Date.now() < end, 'it was not renewed before its end');
      // Each is a connection of its own: a certificate past its end would fail it.
      assert.equal((await visit(edge, '/')).text, 'here');
      await pause(200);
    }
    assert.equal((await visit(edge, '/')).text, 'here');
  });

  it('an answer of the authority that the certificate is good is stapled, where it gives one', async () => {
    const responder: OcspResponder = await startOcspResponder();
    try {
      const edge = await edgeWith({ ocsp: responder.url });
      responder.issuer = edge.pebble.issuer;
      await edge.restart();
      const { stapled, pem } = await shownBy(edge);
      assert.ok(stapled !== undefined, complaints(edge.caddy.log()));
      const { issuer, root } = edge.pebble;
      assert.equal(await verdictOf(stapled, pem, issuer.cert, root), 'good');
      // What health looks at.
      const address = { name: edgeName, host: '127.0.0.1', port: edge.httpsPort };
      assert.equal(await readCertificate(address), 'untrusted');
      setDefaultCACertificates([...getCACertificates('default'), root]);
      const seen = await readCertificate(address);
      assert.ok(typeof seen !== 'string' && seen.stapled && seen.until > new Date());
    } finally {
      await responder.stop();
    }
  });

  it('control: where the authority gives no answers, none is stapled', async () => {
    assert.equal((await shownBy(await edgeWith({}))).stapled, undefined);
  });
});

/** The certificate it shows, and what is stapled to it. */
async function shownBy({ httpsPort, pebble }: RunningEdge) {
  const options = { host: '127.0.0.1', port: httpsPort, servername: edgeName, ca: pebble.root };
  const socket = connect({ ...options, requestOCSP: true });
  let stapled: Buffer | undefined;
  socket.on('OCSPResponse', (answer: Buffer | null) => {
    stapled = answer !== null && answer.length > 0 ? answer : undefined;
  });
  await once(socket, 'secureConnect');
  const { serialNumber: serial, valid_to: validTo, raw } = socket.getPeerCertificate();
  socket.destroy();
  const pem = `-----BEGIN CERTIFICATE-----\n${raw.toString('base64').replace(/.{64}(?!$)/g, '$&\n')}\n-----END CERTIFICATE-----\n`;
  return { serial, validTo, stapled, pem };
}
