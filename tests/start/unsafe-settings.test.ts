import assert from 'node:assert/strict';
import { test } from 'node:test';
import { settings } from '#server/config/settings.ts';
import { ConfigError, type Env, loadConfig } from '#server/config.ts';
import type { Finding } from '#server/operator/doctor/finding.ts';
import { checkSettings } from '#server/operator/doctor/settings.check.ts';

/** What production is content with; each case below spoils one line of it. */
const SAFE: Env = {
  NODE_ENV: 'production',
  CASEWARD_PUBLIC_URL: 'https://cases.test',
  CASEWARD_MAIL: 'smtp',
  SMTP_URL: 'smtps://mailer:J8vq2Lm4Xw9zRt6B@smtp.test',
  CASEWARD_MAIL_FROM: 'Cases <cases@cases.test>',
  CASEWARD_REGION: 'eu',
  CASEWARD_PLACE_REGIONS: 'smtp.test=eu,db.test=eu',
  DATABASE_URL: 'postgres://caseward_app:Vw3nK8pQ2sLx7RzT@db.test/caseward',
};

const SECRETS = {
  DATABASE_URL: 'postgres://caseward_app:…@db.test/caseward',
  DATABASE_OWNER_URL: 'postgres://caseward_owner:…@db.test/caseward',
  DATABASE_SEALER_URL: 'postgres://caseward_sealer:…@db.test/caseward',
  DATABASE_OPERATOR_URL: 'postgres://caseward_operator:…@db.test/caseward',
  SMTP_URL: 'smtps://mailer:…@smtp.test',
  CASEWARD_S3_SECRET_ACCESS_KEY: '…',
  CASEWARD_BACKUP_S3_SECRET_ACCESS_KEY: '…',
  CASEWARD_METRICS_TOKEN: '…',
};

const DATABASE = 'postgres://caseward_app:Vw3nK8pQ2sLx7RzT@db.test/caseward';
const LAX = ['sslmode=no-verify', 'ssl=no-verify', 'sslmode=require&uselibpqcompat=true'];

type Case = readonly [what: string, name: string, value: string | undefined, told: RegExp];

const CASES: readonly Case[] = [
  ['no public URL', 'CASEWARD_PUBLIC_URL', undefined, /is not set/],
  ['a public URL without TLS', 'CASEWARD_PUBLIC_URL', 'http://cases.test', /must begin with https/],
  ['outbox mail', 'CASEWARD_MAIL', 'outbox', /must be smtp/],
  ['outbox mail by default', 'CASEWARD_MAIL', undefined, /must be smtp/],
  ['a sender of nobody’s', 'CASEWARD_MAIL_FROM', undefined, /is not set/],
  ['debug', 'CASEWARD_DEBUG', 'true', /must not be on/],
  ['error reports without TLS', 'CASEWARD_ERROR_DSN', 'http://key@errors.test/1', /must begin with https/],
  ['traces without TLS', 'CASEWARD_TRACES_URL', 'http://collector.test:4318', /must begin with https/],
  ['a log that tells too much', 'CASEWARD_LOG_LEVEL', 'debug', /too talkative/],
  ['a log that tells everything', 'CASEWARD_LOG_LEVEL', 'trace', /too talkative/],
  ['every proxy believed', 'CASEWARD_TRUSTED_PROXIES', '0.0.0.0/0', /anyone/],
  ['every proxy of IPv6 believed', 'CASEWARD_TRUSTED_PROXIES', '10.0.0.0/8, ::/0', /anyone/],
  ['a key service without TLS', 'CASEWARD_KMS_ENDPOINT', 'http://kms.test', /must begin with https/],
  ['an object store without TLS', 'CASEWARD_S3_ENDPOINT', 'http://s3.test', /must begin with https/],
  [
    'a store of backups without TLS',
    'CASEWARD_BACKUP_S3_ENDPOINT',
    'http://s3.test',
    /must begin with https/,
  ],
  ['a breach corpus without TLS', 'CASEWARD_BREACH_URL', 'http://breaches.test', /must begin with https/],
  ['any certificate taken', 'NODE_TLS_REJECT_UNAUTHORIZED', '0', /any certificate/],
  ['any certificate of the database taken', 'PGSSLMODE', 'no-verify', /any certificate/],
  ...Object.keys(SECRETS)
    .filter((name) => name.startsWith('DATABASE_'))
    .flatMap((name) =>
      LAX.map((lax): Case => ['any certificate taken', name, `${DATABASE}?${lax}`, /any certificate/]),
    ),
  [
    'a short secret among the parameters',
    'DATABASE_URL',
    'postgres://caseward_app@db.test/caseward?password=short',
    /shorter than 16/,
  ],
  ...Object.entries(SECRETS).flatMap(([name, text]): Case[] => [
    ['a short secret', name, text.replace('…', 'Zk4w9QpT'), /shorter than 16/],
    ['an example secret', name, text.replace('…', 'change-me-please-1234'), /from an example/],
    ['a secret of one letter', name, text.replace('…', 'z'.repeat(24)), /too few different/],
  ]),
];

function illOf(env: Env, name: string): Finding | undefined {
  return checkSettings(env).find(({ about, state }) => about === name && state === 'ill');
}

function startRefuses(env: Env): boolean {
  try {
    loadConfig(env);
    return false;
  } catch (error) {
    if (error instanceof ConfigError) return true;
    throw error;
  }
}

test('control: the doctor finds nothing ill where production is safe, and the start agrees', () => {
  assert.deepEqual(
    checkSettings(SAFE).filter(({ state }) => state === 'ill'),
    [],
  );
  assert.equal(startRefuses(SAFE), false);
});

test('every setting that can be unsafe is tried below', () => {
  const tried = new Set(CASES.map(([, name]) => name));
  const named = Object.entries<{ unsafeInProduction?: unknown }>(settings);
  const untried = named.filter(([name, rule]) => rule.unsafeInProduction !== undefined && !tried.has(name));
  assert.deepEqual(
    untried.map(([name]) => name),
    [],
  );
});

test('no start in production where certificates are not checked', () => {
  const lax = CASES.filter(([what]) => what.startsWith('any certificate'));
  assert.equal(lax.length, 14);
  for (const [, name, value] of lax) {
    assert.equal(startRefuses({ ...SAFE, [name]: value }), true, name);
    assert.equal(startRefuses({ ...SAFE, [name]: value, NODE_ENV: 'development' }), false, name);
  }
});

for (const [what, name, value, told] of CASES) {
  test(`${what} (${name}): told by the doctor, and no start in production`, () => {
    const env = { ...SAFE, [name]: value };
    assert.match(illOf(env, name)?.sentence ?? '', told);
    assert.equal(startRefuses(env), true);
    if (name in SECRETS && value !== undefined) {
      const secret = /:([^:@/]+)@/.exec(value)?.[1] ?? value;
      assert.ok(!JSON.stringify(checkSettings(env)).includes(secret), 'the secret is shown');
    }
    assert.equal(illOf({ ...env, NODE_ENV: 'development' }, name), undefined);
  });
}
