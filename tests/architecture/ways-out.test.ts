import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { settings } from '#server/config/settings.ts';
import { OUT } from './outgoing.ts';

const root = join(import.meta.dirname, '../..');
const LAX =
  /rejectUnauthorized(?!: true)|checkServerIdentity|TLS_REJECT|setDefaultCA|no-verify|uselibpqcompat/;

const sources = globSync('{server,cli,proofs}/**/*.{ts,mjs}', { cwd: root })
  .filter((file) => !/\.(?:test|twin)\.ts$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));

function filesWith(pattern: RegExp): string[] {
  return sources
    .filter(({ text }) => pattern.test(text))
    .map(({ file }) => file)
    .toSorted();
}

test('every way out of the server is known, and tried by tests/attacks/untrusted-certificates.test.ts', () => {
  assert.deepEqual(
    filesWith(OUT).filter((file) => file.startsWith('server/')),
    [
      'server/platform/blobs/open-blobs.ts',
      'server/platform/breaches/index.ts',
      'server/platform/db/connection.ts',
      'server/platform/db/listen.ts',
      'server/platform/db/operator-client.ts',
      'server/platform/edge/index.ts',
      'server/platform/error-reports/index.ts',
      'server/platform/fetch-outside/fetch-outside.ts',
      'server/platform/fetch-outside/pour.ts',
      'server/platform/jobs/index.ts',
      // Writes mails down with the same library, and connects to nothing.
      'server/platform/mail/outbox.ts',
      'server/platform/mail/smtp.ts',
      'server/platform/telemetry/traces.ts',
      'server/security/crypto/kms-root-key.ts',
    ],
  );
});

test('no source can loosen the check of certificates, and no setting but those refused in production', () => {
  assert.deepEqual(filesWith(LAX), [
    'server/config/database.settings.ts',
    'server/config/running.settings.ts',
  ]);
  const named = Object.keys(settings).filter((name) => /TLS|SSL|CERT|VERIFY|INSECURE|UNAUTH/.test(name));
  assert.deepEqual(named.toSorted(), ['NODE_TLS_REJECT_UNAUTHORIZED', 'PGSSLMODE']);
});

test('negative control: what opens a way out or loosens one is found', () => {
  const outs = ["import { connect } from 'node:tls';", "await import('nodemailer')", 'await fetch(url)'];
  for (const text of [...outs, "import pg from 'pg';"]) assert.match(text, OUT);
  for (const text of ['rejectUnauthorized: false', 'checkServerIdentity: () => undefined']) {
    assert.match(text, LAX);
  }
});
