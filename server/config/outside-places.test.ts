import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Env, inspectConfig, loadConfig } from '../config.ts';
import { inRegion, outsidePlaces } from './outside-places.ts';

const base = { NODE_ENV: 'test', CASEWARD_BREACH_URL: 'off' };
const placesOf = (more: Record<string, string>) => outsidePlaces(loadConfig({ ...base, ...more }));

test('one machine with everything on it names nobody', () => {
  assert.deepEqual(placesOf({}), []);
});

test('every machine that the settings name is told, with what for and the region they say', () => {
  const found = placesOf({
    DATABASE_URL: 'postgres://app:secret@db.example.org/caseward',
    CASEWARD_BLOBS: 's3',
    CASEWARD_S3_BUCKET: 'files',
    CASEWARD_S3_REGION: 'eu-central-1',
    CASEWARD_BREACH_URL: 'https://api.pwnedpasswords.com/range/',
  });
  assert.deepEqual(
    found.map(({ use, host, region }) => `${use} ${host} ${region}`),
    [
      'database db.example.org null',
      'files s3.eu-central-1.amazonaws.com eu-central-1',
      'passwords api.pwnedpasswords.com null',
    ],
  );
});

/** A production that lies in one region; each test below moves one part of it. */
const IN_EUROPE: Env = {
  NODE_ENV: 'production',
  CASEWARD_PUBLIC_URL: 'https://cases.test',
  CASEWARD_REGION: 'eu',
  CASEWARD_PLACE_REGIONS: 'smtp.test=eu-north,db.test=eu',
  CASEWARD_MAIL: 'smtp',
  SMTP_URL: 'smtps://mailer:J8vq2Lm4Xw9zRt6B@smtp.test',
  CASEWARD_MAIL_FROM: 'Cases <cases@cases.test>',
  DATABASE_URL: 'postgres://caseward_app:Vw3nK8pQ2sLx7RzT@db.test/caseward',
  CASEWARD_BLOBS: 's3',
  CASEWARD_S3_BUCKET: 'files',
  CASEWARD_S3_REGION: 'eu-central-1',
  CASEWARD_BACKUPS: 's3',
  CASEWARD_BACKUP_S3_BUCKET: 'backups',
  CASEWARD_BACKUP_S3_REGION: 'eu-west-1',
  CASEWARD_KMS_KEY_ID: 'key',
  AWS_REGION: 'eu-central-1',
};
const refused = (more: Env) =>
  inspectConfig({ ...IN_EUROPE, ...more }).problems.map(({ setting }) => setting);

test('a production within its region starts, and every place is told as inside', () => {
  assert.deepEqual(refused({}), []);
  const places = outsidePlaces(loadConfig({ ...IN_EUROPE, CASEWARD_BREACH_URL: 'off' }));
  assert.deepEqual(new Set(places.map(({ standing }) => standing)), new Set(['inside']));
  assert.deepEqual(
    places.map(({ use }) => use),
    ['database', 'files', 'backups', 'keys', 'mail'],
  );
});

test('storage, backups, keys or mail in another region stop the start in production, and nowhere else', () => {
  const moved: Env[] = [
    { CASEWARD_PLACE_REGIONS: 'smtp.test=us-east,db.test=eu' },
    { CASEWARD_PLACE_REGIONS: 'smtp.test=eu,db.test=ap-south' },
    { CASEWARD_S3_REGION: 'us-east-1' },
    { CASEWARD_BACKUP_S3_REGION: 'us-east-1' },
    { AWS_REGION: 'us-east-1' },
    { CASEWARD_ERROR_DSN: 'https://key@errors.test/1' },
    { CASEWARD_TRACES_URL: 'https://traces.test' },
    { CASEWARD_SCANNER: 'clamd', CLAMD_ADDRESS: 'scanner.test:3310' },
  ];
  assert.deepEqual(moved.map(refused), [
    ['SMTP_URL'],
    ['DATABASE_URL'],
    ['CASEWARD_BLOBS'],
    ['CASEWARD_BACKUPS'],
    ['CASEWARD_KMS_KEY_ID'],
    ['CASEWARD_ERROR_DSN'],
    ['CASEWARD_TRACES_URL'],
    ['CLAMD_ADDRESS'],
  ]);
  for (const each of moved) assert.deepEqual(refused({ ...each, NODE_ENV: 'development' }), []);
});

test('a place of which nobody says where it stands stops the start as well', () => {
  assert.deepEqual(refused({ CASEWARD_PLACE_REGIONS: 'db.test=eu' }), ['SMTP_URL']);
  assert.deepEqual(refused({ CASEWARD_REGION: 'europe' }).length, 5, 'a like name is another region');
});

test('a deployment that states no region is asked for it as soon as data leaves the machine', () => {
  assert.deepEqual(refused({ CASEWARD_REGION: undefined }), ['CASEWARD_REGION']);
});

test('a place elsewhere starts when its very host is allowed, and is told as elsewhere and allowed', () => {
  const more = { CASEWARD_PLACE_REGIONS: 'smtp.test=us-east,db.test=eu' };
  const allowed = { ...more, CASEWARD_PLACES_ELSEWHERE: 'smtp.test' };
  assert.deepEqual(refused(allowed), []);
  assert.deepEqual(refused({ ...more, CASEWARD_PLACES_ELSEWHERE: 'mail.smtp.test' }), ['SMTP_URL']);
  const mail = outsidePlaces(loadConfig({ ...IN_EUROPE, ...allowed })).find(({ use }) => use === 'mail');
  assert.equal(mail?.standing, 'allowed');
});

test('the name of an AWS host counts before what is said of it', () => {
  const relayIn = (region: string) => {
    const host = `email-smtp.${region}.amazonaws.com`;
    return {
      SMTP_URL: IN_EUROPE.SMTP_URL?.replace('smtp.test', host),
      CASEWARD_PLACE_REGIONS: `${host}=eu,db.test=eu`,
    };
  };
  assert.deepEqual(refused(relayIn('us-east-1')), ['SMTP_URL']);
  assert.deepEqual(refused(relayIn('eu-west-1')), []);
});

test('a bucket behind another endpoint is where it is said to be, whatever it calls its region', () => {
  const own = { CASEWARD_S3_ENDPOINT: 'https://s3.test', CASEWARD_S3_REGION: 'us-east-1' };
  assert.deepEqual(refused(own), ['CASEWARD_BLOBS']);
  const said = `${IN_EUROPE.CASEWARD_PLACE_REGIONS},s3.test=eu-central`;
  assert.deepEqual(refused({ ...own, CASEWARD_PLACE_REGIONS: said }), []);
});

test('an address that is typed later is held to the same rule', () => {
  const stays = (env: Record<string, string | undefined>) => inRegion(loadConfig({ ...IN_EUROPE, ...env }));
  const said = { CASEWARD_PLACE_REGIONS: `${IN_EUROPE.CASEWARD_PLACE_REGIONS},siem.test=us-east` };
  const held = stays(said);
  assert.equal(held('https://smtp.test/log'), true);
  for (const address of [
    'https://siem.test/log',
    'tls://unsaid.test:6514',
    'https://s3.us-east-1.amazonaws.com',
  ])
    assert.equal(held(address), false, address);
  for (const address of ['https://localhost:8443/', 'https://127.0.0.1/', 'https://[::1]/', 'no address'])
    assert.equal(held(address), true, address);
  assert.equal(held('https://s3.eu-central-1.amazonaws.com'), true);
  assert.equal(stays({ ...said, CASEWARD_PLACES_ELSEWHERE: 'siem.test' })('https://siem.test/log'), true);
  const nowhere = { CASEWARD_REGION: undefined, NODE_ENV: 'development' };
  assert.equal(stays(nowhere)('https://siem.test/log'), true, 'a development that states no region');
});

test('the key that a workspace brings lies in the region too', () => {
  const arn = 'arn:aws:kms:us-east-2:444455556666:key/1234abcd';
  const own = { CASEWARD_WORKSPACE_KMS_KEYS: `6f1d2c3a-5b7e-4c1f-9a70-2e8d4b6c1a90=${arn}` };
  assert.deepEqual(refused(own), ['CASEWARD_WORKSPACE_KMS_KEYS']);
  const host = 'kms.us-east-2.amazonaws.com';
  assert.deepEqual(refused({ ...own, CASEWARD_PLACES_ELSEWHERE: host }), []);
});
