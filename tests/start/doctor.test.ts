import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { examine, type Finding } from '#server/operator/doctor/index.ts';
import { makeBareDatabase } from './bare-database.ts';

const folder = await mkdtemp(join(tmpdir(), 'caseward-doctor-'));
const bare = await makeBareDatabase();
after(async () => {
  await bare.drop();
  await rm(folder, { recursive: true, force: true });
});

const base = {
  PORT: '0',
  CASEWARD_DATA: join(folder, 'data'),
  CASEWARD_ROOT_KEY_FILE: join(folder, 'root.key'),
};
const about = (findings: Finding[], name: string) => findings.find((finding) => finding.about === name);

test('a wrong setting is explained with an example, and a secret one without its value', async () => {
  const wrong = { ...base, PORT: 'eighty', SMTP_URL: 'http://mailer:Pl4ntedSecret@mail.test' };
  const findings = await examine(wrong);
  assert.match(about(findings, 'PORT')?.sentence ?? '', /must be a whole number .* For example: 8080/);
  assert.equal(about(findings, 'SMTP_URL')?.state, 'ill');
  assert.ok(!JSON.stringify(findings).includes('Pl4ntedSecret'));
});

test('a secret setting that is well is not shown either', async () => {
  const findings = await examine({
    ...base,
    CASEWARD_MAIL: 'smtp',
    SMTP_URL: 'smtps://mailer:Pl4ntedSecret@mail.test',
  });
  assert.equal(about(findings, 'SMTP_URL')?.state, 'well');
  assert.ok(!JSON.stringify(findings).includes('Pl4ntedSecret'));
});

test('a root key that others can read is ill, until it is closed', async () => {
  await writeFile(base.CASEWARD_ROOT_KEY_FILE, 'key', { mode: 0o644 });
  await chmod(base.CASEWARD_ROOT_KEY_FILE, 0o644);
  assert.match(
    about(await examine(base), 'Root key')?.sentence ?? '',
    /can be read by others; run: chmod 600/,
  );
  await chmod(base.CASEWARD_ROOT_KEY_FILE, 0o600);
  assert.equal(about(await examine(base), 'Root key')?.state, 'well');
});

test('a database without its schema is ill, and says what to run', async () => {
  const findings = await examine({ ...base, DATABASE_URL: bare.urls.app });
  assert.equal(about(findings, 'Database')?.state, 'well');
  assert.match(
    about(findings, 'Schema')?.sentence ?? '',
    /lacks \d+ migrations .* run: npx caseward migrate/,
  );
});

test('a database role that passes by the walls is ill', async () => {
  const findings = await examine({ ...base, DATABASE_URL: bare.adminUrl });
  assert.match(about(findings, 'Database')?.sentence ?? '', /passes by row-level security/);
});

test('a database that cannot be reached is ill, without a stack', async () => {
  const findings = await examine({ ...base, DATABASE_URL: 'postgres://caseward_app:x@127.0.0.1:1/caseward' });
  assert.equal(
    about(findings, 'Database')?.sentence,
    'The database does not answer; check DATABASE_URL and that PostgreSQL runs.',
  );
});
