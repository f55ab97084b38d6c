import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:https';
import type { Socket } from 'node:net';
import { before, it } from 'node:test';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { openBlobs } from '#server/platform/blobs/index.ts';
import { openBreachCorpus } from '#server/platform/breaches/index.ts';
import { systemClock } from '#server/platform/clock/index.ts';
import { withClient } from '#server/platform/db/operator-client.ts';
import { readCertificate } from '#server/platform/edge/index.ts';
import { openErrorReports } from '#server/platform/error-reports/index.ts';
import { createOutside } from '#server/platform/fetch-outside/index.ts';
import { createMailer } from '#server/platform/mail/index.ts';
import { openTraces } from '#server/platform/telemetry/index.ts';
import { kmsRootKey, newWrappedKeys } from '#server/security/crypto/index.ts';
import {
  type HostCertificate,
  hostCertificate,
  startTlsHost,
  type TlsHost,
} from '#tests/support/tls-host.ts';

/** How a client meets a host on a port of this machine, and what that host does first. */
type Client = {
  readonly meet: (port: number) => Promise<unknown>;
  readonly host?: Parameters<typeof startTlsHost>[1];
};

const credentials = { accessKeyId: 'probe', secretAccessKey: 'probe' };
const postgres = { before: agreeToTls };

/** Every way out of the server that speaks TLS; tests/architecture/ways-out.test.ts finds one that is missing. */
const clients: Readonly<Record<string, Client>> = {
  'the object store': {
    meet: async (port) => {
      const settings = { kind: 's3', bucket: 'b', region: 'r', endpoint: at(port), credentials } as const;
      for await (const blob of (await openBlobs(settings)).list('00000000-0000-4000-8000-000000000000'))
        return blob;
    },
  },
  'the key service': {
    meet: (port) =>
      newWrappedKeys(kmsRootKey({ keyId: 'k', region: 'r', endpoint: at(port), credentials }), 's'),
  },
  'the mail relay': {
    meet: async (port) => {
      const mailer = createMailer({
        kind: 'smtp',
        url: `smtps://localhost:${port}`,
        from: 'Cases <a@b.test>',
      });
      await mailer.verify().finally(() => mailer.close());
    },
    host: { greeting: '220 relay ESMTP\r\n' },
  },
  'the corpus of breached passwords': {
    meet: async (port) => {
      const found = await openBreachCorpus({ url: at(port) }).endingsOf('00000');
      if (found === undefined) throw new Error('nobody could be asked');
    },
  },
  'the service that is told of errors': {
    meet: async (port) => {
      const lost: string[] = [];
      const reports = openErrorReports({
        dsn: `https://key@localhost:${port}/1`,
        release: 'r',
        environment: 'test',
        clock: systemClock,
        scrub: () => ({ type: 'Error', message: 'x', stack: [] }),
        onLost: (reason) => lost.push(reason),
      });
      reports.report(new Error('x'), { kind: 'job', place: 'q' });
      await reports.drain();
      if (lost.length > 0) throw new Error(lost[0]);
    },
  },
  'the collector of traces': {
    meet: async (port) => {
      const traces = openTraces({ endpoint: at(port), version: '1' });
      traces.add({
        kind: 'job',
        name: 'job q',
        id: '00000000-0000-4000-8000-000000000001',
        startedAt: new Date(0),
        ms: 1,
        failed: false,
        attributes: {},
      });
      await traces.drain();
      if (traces.dropped() > 0) throw new Error('it was not delivered');
    },
  },
  'whatever is fetched by a typed address': {
    meet: (port) => createOutside({ insideHosts: ['localhost'] }).fetch(`${at(port)}/metadata`, 1_000),
  },
  'the edge in front of it': {
    meet: async (port) => {
      const shown = await readCertificate({ name: 'localhost', host: '127.0.0.1', port });
      if (typeof shown === 'string') throw new Error(shown);
    },
  },
  'whatever the log is streamed to': {
    meet: async (port) => {
      await createOutside({ insideHosts: ['localhost'] }).pour(`tls://localhost:${port}`, Buffer.from('x'));
      throw new Error('syslog knows no answer');
    },
  },
  'the database': { meet: (port) => askDatabase(port, 'verify-full'), host: postgres },
};

const trusted = hostCertificate('localhost');
const hosts: Readonly<Record<string, HostCertificate>> = {
  'made by itself': hostCertificate('localhost'),
  'of another name': hostCertificate('elsewhere.test'),
  'past its end': hostCertificate('localhost', -9, -2),
};

before(() => {
  const { 'of another name': otherName, 'past its end': ended } = hosts;
  // Trusted all three, so that nothing but the name or the date can speak against one.
  const own = [trusted, otherName, ended].flatMap((host) => host?.cert ?? []);
  setDefaultCACertificates([...getCACertificates('default'), ...own]);
});

it('no client of the server tells anything to a host whose certificate is not to be trusted', async (t) => {
  for (const [what, client] of Object.entries(clients)) {
    for (const [kind, certificate] of Object.entries(hosts)) {
      await t.test(`${what}, a certificate ${kind}`, async () => {
        assert.equal(await heardBy(certificate, client), '');
      });
    }
  }
});

it('control: each of them speaks to a host with a trusted certificate', async (t) => {
  for (const [what, client] of Object.entries(clients)) {
    await t.test(what, async () => assert.notEqual(await heardBy(trusted, client), ''));
  }
});

it('negative control: a client that does not look tells all', async (t) => {
  const lax: Readonly<Record<string, Client>> = {
    'by HTTPS': { meet: askWithoutLooking },
    'for the database': { meet: (port) => askDatabase(port, 'no-verify'), host: postgres },
  };
  for (const [what, client] of Object.entries(lax)) {
    for (const [kind, certificate] of Object.entries(hosts)) {
      await t.test(`${what}, a certificate ${kind}`, async () => {
        assert.notEqual(await heardBy(certificate, client), '');
      });
    }
  }
});

/** What a host with this certificate learns from a client. The host never answers, so meeting it always fails. */
async function heardBy(certificate: HostCertificate, { meet, host }: Client): Promise<string> {
  const listening: TlsHost = await startTlsHost(certificate, host);
  try {
    await assert.rejects(meet(listening.port));
    return listening.heard();
  } finally {
    await listening.close();
  }
}

function at(port: number): string {
  return `https://localhost:${port}`;
}

function askDatabase(port: number, sslmode: string): Promise<unknown> {
  const url = `postgres://probe:probe@localhost:${port}/probe?sslmode=${sslmode}`;
  return withClient(url, async (client) => client.query('select 1'), { timeout: 5_000 });
}

function askWithoutLooking(port: number): Promise<unknown> {
  const asked = request(`${at(port)}/`, { rejectUnauthorized: false, agent: false });
  asked.end();
  return once(asked, 'response');
}

/** The answer to PostgreSQL's SSLRequest: yes. */
async function agreeToTls(socket: Socket): Promise<void> {
  await once(socket, 'data');
  socket.write('S');
}
