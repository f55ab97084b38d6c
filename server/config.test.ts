import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { settings } from './config/settings.ts';
import { ConfigError, type Env, loadConfig } from './config.ts';

const SAFE: Env = {
  NODE_ENV: 'production',
  CASEWARD_PUBLIC_URL: 'https://cases.test',
  CASEWARD_MAIL: 'smtp',
  SMTP_URL: 'smtps://mailer:J8vq2Lm4Xw9zRt6B@smtp.test',
  CASEWARD_MAIL_FROM: 'Cases <cases@cases.test>',
  CASEWARD_REGION: 'eu',
  CASEWARD_PLACE_REGIONS: 'smtp.test=eu,db.test=eu',
};

function problemsOf(env: Env): string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map(({ setting }) => setting);
    throw error;
  }
}

test('an empty environment gives a development server on the loopback', () => {
  const config = loadConfig({});
  assert.deepEqual(config.listen, { host: '127.0.0.1', port: 4400 });
  assert.equal(config.publicUrl, 'http://localhost:4400');
  assert.equal(config.database.kind, 'embedded');
  assert.equal(config.mail.kind, 'outbox');
});

test('the edge stands at the public address unless it is said where', () => {
  assert.equal(loadConfig({}).edge, undefined);
  const edgeOf = (address?: string) => loadConfig({ ...SAFE, CASEWARD_EDGE_ADDRESS: address }).edge;
  assert.deepEqual(edgeOf(), { name: 'cases.test', host: 'cases.test', port: 443 });
  assert.deepEqual(edgeOf('[::1]:8443'), { name: 'cases.test', host: '::1', port: 8443 });
  assert.deepEqual(problemsOf({ CASEWARD_EDGE_ADDRESS: 'edge' }), ['CASEWARD_EDGE_ADDRESS']);
});

test('the configuration is frozen all the way down', () => {
  const config = loadConfig({});
  assert.ok(
    Object.isFrozen(config) && Object.isFrozen(config.listen) && Object.isFrozen(config.trustedProxies),
  );
});

test('a safe production environment starts', () => {
  assert.deepEqual(problemsOf(SAFE), []);
});

test('an unknown CASEWARD_ name is refused, other names are not ours to judge', () => {
  assert.deepEqual(problemsOf({ CASEWARD_PUBLIK_URL: 'https://cases.test', PATH: '/bin' }), [
    'CASEWARD_PUBLIK_URL',
  ]);
});

test('every unsafe setting stops production, and all are named at once', () => {
  const unsafe: Env = {
    NODE_ENV: 'production',
    CASEWARD_DEBUG: 'true',
    CASEWARD_LOG_LEVEL: 'trace',
    CASEWARD_TRUSTED_PROXIES: '0.0.0.0/0',
    DATABASE_URL: 'postgres://caseward_app:short@db.test/caseward',
  };
  assert.deepEqual(
    new Set(problemsOf(unsafe)),
    new Set([
      'CASEWARD_PUBLIC_URL',
      'CASEWARD_MAIL',
      'CASEWARD_MAIL_FROM',
      'CASEWARD_DEBUG',
      'CASEWARD_LOG_LEVEL',
      'CASEWARD_TRUSTED_PROXIES',
      'CASEWARD_REGION',
      'DATABASE_URL',
    ]),
  );
  assert.deepEqual(problemsOf({ ...unsafe, NODE_ENV: 'development' }), []);
});

test('a misspelt NODE_ENV does not switch the rules of production off', () => {
  const problems = problemsOf({ NODE_ENV: 'prod', CASEWARD_DEBUG: 'true' });
  assert.ok(problems.includes('NODE_ENV') && problems.includes('CASEWARD_DEBUG'));
});

test('a public URL over http stops production', () => {
  assert.deepEqual(problemsOf({ ...SAFE, CASEWARD_PUBLIC_URL: 'http://cases.test' }), [
    'CASEWARD_PUBLIC_URL',
  ]);
});

test('the example of every secret setting is refused in production', () => {
  for (const [name, { secret, example }] of Object.entries(settings)) {
    if (secret) assert.ok(problemsOf({ ...SAFE, [name]: example }).includes(name), name);
  }
});

test('the examples that are not secrets are valid', () => {
  for (const [name, { secret, example, schema }] of Object.entries(settings)) {
    if (!secret) assert.ok(schema.safeParse(example).success, name);
  }
});

test('a choice that needs a partner asks for it', () => {
  assert.deepEqual(problemsOf({ CASEWARD_MAIL: 'smtp' }), ['SMTP_URL']);
  assert.deepEqual(problemsOf({ CASEWARD_BLOBS: 's3' }), ['CASEWARD_S3_BUCKET']);
  assert.deepEqual(problemsOf({ CASEWARD_SCANNER: 'clamd' }), ['CLAMD_ADDRESS']);
  assert.deepEqual(problemsOf({ CASEWARD_KMS_KEY_ID: 'k' }), ['AWS_REGION']);
});

test('a root key inside the data folder is refused', () => {
  const inside = { CASEWARD_DATA: '/srv/data', CASEWARD_ROOT_KEY_FILE: '/srv/data/keys/root.key' };
  assert.deepEqual(problemsOf(inside), ['CASEWARD_ROOT_KEY_FILE']);
  assert.deepEqual(problemsOf({ ...inside, CASEWARD_ROOT_KEY_FILE: '/srv/database.key' }), []);
});

test('two data folders never share a default root key', () => {
  const pathOf = (data: string) => loadConfig({ CASEWARD_DATA: data }).rootKey;
  assert.notDeepEqual(pathOf('/srv/a-b'), pathOf('/srv/a/b'));
});

test('no message ever repeats the value of a setting', () => {
  const marked = fc.string({ minLength: 1, maxLength: 30 }).map((text) => `Zq${text}7Kx`);
  const names = fc.constantFrom(...Object.keys(settings));
  fc.assert(
    fc.property(fc.dictionary(names, marked), fc.boolean(), (env, production) => {
      try {
        loadConfig(production ? { ...env, NODE_ENV: 'production' } : env);
      } catch (error) {
        assert.ok(error instanceof ConfigError);
        for (const value of Object.values(env)) assert.ok(!error.message.includes(value));
      }
    }),
  );
});
