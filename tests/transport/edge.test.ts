import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from 'node:tls';
import { ProofFailure } from '#proofs/failure.ts';
import {
  browsersStayWithHttps,
  newestTlsIsSpoken,
  nothingIsServedInClear,
  olderTlsIsRefused,
} from '#proofs/probes/door.ts';
import { securityHeaders } from '#server/http/headers.ts';
import { freePort } from '#server/platform/db/embedded.port.ts';
import { shippedCaddyfile } from '#tests/support/caddy.ts';
import { edgeName, noEdge, type RunningEdge, startEdge, visit } from '#tests/support/edge.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

const text = readFileSync(shippedCaddyfile, 'utf8');

describe('the edge that ships, in front of the server', { skip: noEdge }, () => {
  let world: TestWorld;
  let edge: RunningEdge;
  const running: RunningEdge[] = [];
  const port = () => Number(new URL(world.test.url).port);
  const edgeWith = async (from: string, to: string) => {
    assert.ok(text.includes(from), from);
    const broken = await startEdge({ port: port(), caddyfile: text.replace(from, to) });
    running.push(broken);
    return broken;
  };
  const addressSeen = async (through: RunningEdge, headers: Record<string, string>) => {
    const { cookie, csrf } = world.a.people.owner;
    const path = `/api/v1${world.a.path}/address-rules`;
    const sent = { cookie, 'x-caseward-csrf': csrf, ...headers };
    const reply = await visit(through, path, { headers: sent, from: '127.0.0.9' });
    assert.equal(reply.status, 200, reply.text);
    return JSON.parse(reply.text).yourAddress;
  };

  before(async () => {
    const env = { CASEWARD_PUBLIC_URL: `https://${edgeName}`, CASEWARD_TRUSTED_PROXIES: '127.0.0.1' };
    world = await startTestWorld({ env });
    edge = await startEdge({ port: port() });
    running.push(edge);
  });
  after(async () => {
    for (const each of running) await each.stop();
    await world?.close();
  });

  it('speaks TLS 1.3 with its own certificate, and nothing older', async () => {
    await newestTlsIsSpoken({ door: async () => edge.door });
    await olderTlsIsRefused({ door: async () => edge.door });
  });

  it('refuses what is older under other names and under none, too', async () => {
    for (const servername of ['', 'elsewhere.example.test']) {
      assert.match(await outcomeOf(edge.httpsPort, servername), /^ERR_SSL|^ECONNRESET/);
    }
  });

  it('answers nothing in clear, and holds browsers to HTTPS for a year', async () => {
    const { a } = world;
    await nothingIsServedInClear({ door: async () => edge.door, a });
    await browsersStayWithHttps({ door: async () => edge.door });
  });

  it('negative control: an edge that lets TLS 1.2 in is found', async () => {
    const lax = await edgeWith('protocols tls1.3', 'protocols tls1.2 tls1.3');
    await assert.rejects(olderTlsIsRefused({ door: async () => lax.door }), ProofFailure);
  });

  it('takes the address of a client from its connection, whatever it says', async () => {
    const forged = {
      'x-forwarded-for': '203.0.113.7',
      'x-real-ip': '203.0.113.7',
      forwarded: 'for=203.0.113.7',
    };
    assert.equal(await addressSeen(edge, {}), '127.0.0.9');
    assert.equal(await addressSeen(edge, forged), '127.0.0.9');
    const many = { 'x-forwarded-for': '203.0.113.7, 127.0.0.1, 127.0.0.1' };
    assert.equal(await addressSeen(edge, many), '127.0.0.9');
  });

  it('negative control: an edge that believes its clients passes a forged address on', async () => {
    const gullible = await edgeWith(
      'header_up -Forwarded',
      'header_up X-Forwarded-For {header.X-Forwarded-For}',
    );
    assert.equal(await addressSeen(gullible, { 'x-forwarded-for': '203.0.113.7' }), '203.0.113.7');
  });

  it('passes a node by that is away', async () => {
    const nodes = `127.0.0.1:${port()} 127.0.0.1:${await freePort()}`;
    const several = await startEdge({
      port: port(),
      env: { CASEWARD_NODES: nodes, CASEWARD_EDGE_PATIENCE: '5s' },
    });
    running.push(several);
    for (let times = 0; times < 6; times += 1)
      assert.equal((await visit(several, '/api/health/live')).status, 200);
  });

  it('waits for a server that is restarted, and says so with strict headers where it stays away', async () => {
    const away = await freePort();
    const patient = await startEdge({ port: away, env: { CASEWARD_EDGE_PATIENCE: '3s' } });
    running.push(patient);
    const early = visit(patient, '/');
    await pause(500);
    const server = createServer((_request, reply) => reply.end('back again'));
    server.listen(away, '127.0.0.1');
    assert.equal((await early).text, 'back again');
    server.closeAllConnections();
    server.close();
    const late = await visit(patient, '/');
    assert.equal(late.status, 502);
    assert.equal(late.headers.get('retry-after'), '10');
    for (const [name, value] of Object.entries(securityHeaders()))
      assert.equal(late.headers.get(name), value, name);
  });
});

/** What becomes of a handshake of TLS 1.2: the code of its error. */
function outcomeOf(port: number, servername: string): Promise<string> {
  const options = {
    host: '127.0.0.1',
    port,
    servername,
    maxVersion: 'TLSv1.2',
    rejectUnauthorized: false,
  } as const;
  return new Promise((resolve) => {
    const socket = connect(options, () => {
      socket.destroy();
      resolve('agreed');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}
