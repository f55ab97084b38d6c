import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { loadConfig } from '#server/config.ts';
import { judgeBackup, judgeDrill } from '#server/features/backup/backup.part.ts';
import type { BackupState } from '#server/features/backup/backup.store.ts';
import { backUpWhenDue, backupStore } from '#server/features/backup/index.ts';
import { checkBackups } from '#server/operator/doctor/backup.check.ts';
import { withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { caseward } from './caseward.ts';

let app: TestApp;
before(async () => {
  app = await startTestApp();
});
after(() => app.close());

const admin = (sql: string) =>
  withClient(app.database.adminUrl, async (client) => (await client.query(sql)).rows);
const due = () => backupStore(app.app.services.db).due();

const NOW = Date.parse('2026-03-01T12:00:00Z');
const ago = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();
const state = (over: Partial<BackupState>): BackupState => ({
  newest: ago(1),
  newest_complete: ago(1),
  own: true,
  confirmed: true,
  drill_at: ago(1),
  drill_passed: true,
  ...over,
});

test('a backup is due when a day is over, a drill when a week is', async () => {
  assert.equal(await due(), 'nothing', 'nobody could open a backup without a recovery kit');
  await admin(
    `insert into app.recovery_kits (public_key, word_digest) values (decode(repeat('01', 32), 'hex'), decode(repeat('02', 32), 'hex'))`,
  );
  assert.equal(await due(), 'drill', 'the first one is tried at once');
  await admin(
    `insert into app.backups (id, own, taken_at, outcome, place) values ('one', true, now(), 'complete', 'here')`,
  );
  assert.equal(await due(), 'nothing');
  await admin(
    `insert into app.drills (backup_id, started_at, outcome, migration) values ('one', now(), 'passed', 1)`,
  );
  await admin(`update app.backups set taken_at = now() - interval '23 hours 29 minutes'`);
  assert.equal(await due(), 'nothing');
  await admin(
    `insert into app.erasures (id, kind, subject_id, certificate, digest)
      select gen_random_uuid(), 'person', gen_random_uuid(), '{}', decode(repeat('03', 32), 'hex')`,
  );
  assert.equal(await due(), 'erasures', 'no backup of before may bring back who was erased since');
  await admin(`update app.erasures set done_at = now() - interval '25 hours'`);
  assert.equal(await due(), 'nothing', 'the backup of that day has kept it');
  await admin(`update app.backups set taken_at = now() - interval '23 hours 31 minutes'`);
  assert.equal(await due(), 'backup');
  await admin(`update app.drills set started_at = now() - interval '6 days 13 hours'`);
  assert.equal(await due(), 'drill');
  await admin(`update app.drills set started_at = now(), outcome = 'failed'`);
  assert.equal(await due(), 'drill', 'a failed one is tried again the next day');
  await admin(
    `insert into app.backups (id, own, taken_at, outcome, place) values ('two', true, now(), 'failed', 'here')`,
  );
  assert.equal(await due(), 'drill', 'a failed backup is tried again the next hour');
});

test('what is due is done by a command of its own, and what is not is not', async () => {
  const asked: string[][] = [];
  const { db, jobs } = app.app.services;
  const services = {
    db,
    jobs,
    operatorCommand: async (args: readonly string[]) => void asked.push([...args]),
  };
  await backUpWhenDue(services);
  await admin(`update app.backups set taken_at = now(), outcome = 'complete'`);
  await backUpWhenDue(services);
  assert.equal(asked.length, 1, 'all is done');
  await admin('update app.erasures set done_at = now()');
  await backUpWhenDue(services);
  await admin('delete from app.recovery_kits');
  await backUpWhenDue(services);
  assert.deepEqual(asked, [
    ['backup', '--due'],
    ['backup', '--due'],
  ]);
});

test('a backup is well up to its 26th hour, by the clock of the deployment', () => {
  assert.deepEqual(judgeBackup(state({}), NOW), { status: 'ok', note: null, at: ago(1) });
  const young = { newest: ago(25.99), newest_complete: ago(25.99) };
  assert.deepEqual(judgeBackup(state(young), NOW), { status: 'ok', note: null, at: ago(25.99) });
  const old = { newest: ago(26), newest_complete: ago(26) };
  assert.deepEqual(judgeBackup(state(old), NOW), { status: 'degraded', note: 'stale', at: ago(26) });
});

test('none, one that failed, and a kit that was not confirmed are each told', () => {
  const told = (over: Partial<BackupState>) => {
    const found = judgeBackup(state(over), NOW);
    return typeof found === 'string' ? found : found.note;
  };
  assert.equal(told({ newest: null, newest_complete: null }), 'none_yet');
  assert.equal(told({ newest_complete: null }), 'failed');
  assert.equal(told({ newest_complete: ago(20) }), 'failed');
  assert.equal(told({ confirmed: false }), 'unconfirmed');
  assert.equal(told({ own: false, confirmed: null }), null);
});

test('a drill is well for eight days, and off where another tool makes the backups', () => {
  const told = (over: Partial<BackupState>) => {
    const found = judgeDrill(state(over), NOW);
    return typeof found === 'string' ? found : (found.note ?? found.status);
  };
  assert.equal(told({}), 'ok');
  assert.equal(told({ drill_at: ago(8 * 24) }), 'stale');
  assert.equal(told({ drill_passed: false }), 'failed');
  assert.equal(told({ drill_at: null, drill_passed: null }), 'none_yet');
  assert.equal(told({ own: false }), 'off');
});

test('a stale backup turns the page and the badge', async () => {
  await admin(`truncate app.backups cascade`);
  await admin(
    `insert into app.backups (id, own, taken_at, outcome, place) values ('old', false, now() - interval '27 hours', 'complete', 'there')`,
  );
  const fresh = await startTestApp({ beside: app });
  try {
    const { checks, status } = await (await fetch(`${fresh.url}/api/health`)).json();
    const backup = checks.find(({ name }: { name: string }) => name === 'backup');
    assert.deepEqual([status, backup.status, backup.note], ['degraded', 'degraded', 'stale']);
    assert.match(await (await fetch(`${fresh.url}/status/badge.svg`)).text(), /status: degraded/);
  } finally {
    await fresh.close();
  }
});

test('the doctor says what is amiss, and in production it is an ill', async () => {
  const config = (env: Record<string, string>) => ({ ...loadConfig({ NODE_ENV: 'test', ...env }) });
  const look = async (production: boolean, env = {}) =>
    (
      await checkBackups(
        { ...config(env), production },
        { app: app.database.appUrl, operator: app.database.operatorUrl },
      )
    ).map(({ about, state: found, sentence }) => `${about} ${found}: ${sentence}`);
  const [kit, backup, drill] = await look(true);
  assert.match(kit ?? '', /^Recovery kit ill: There is none.*npx caseward recovery-kit$/);
  assert.match(backup ?? '', /^Backup ill: The newest is of .*, 27 hours ago; run: npx caseward backup$/);
  assert.match(drill ?? '', /^Drill ill: No restore was rehearsed yet/);
  assert.match((await look(false))[1] ?? '', /^Backup note: /);
  assert.equal((await look(true, { CASEWARD_BACKUPS: 'own' })).length, 1);
  await admin(`insert into app.drills (backup_id, started_at, outcome, migration, failure)
    select id, now(), 'failed', 1, 'database.sealed is damaged.' from app.backups limit 1`);
  assert.match(
    (await look(true))[2] ?? '',
    /^Drill ill: The last one FAILED, on .*: database\.sealed is damaged; run: npx caseward drill$/,
  );
  await admin('truncate app.drills');
});

test('where another tool makes the backups, its report counts, and nothing is made or rehearsed here', async () => {
  await admin('truncate app.backups cascade');
  const { appUrl, ownerUrl, operatorUrl } = app.database;
  const env = {
    NODE_ENV: 'test',
    DATABASE_URL: appUrl,
    DATABASE_OWNER_URL: ownerUrl,
    DATABASE_OPERATOR_URL: operatorUrl,
    CASEWARD_DATA: join(app.folder, 'data'),
    CASEWARD_ROOT_KEY_FILE: join(app.folder, 'root.keys'),
    CASEWARD_BACKUPS: 'own',
  };
  const at = new Date(Date.now() - 3_600_000).toISOString();
  const told = await caseward(env, 'backup', 'report', '--taken-at', at, '--place', 'snapshots');
  assert.equal(told.code, 0, told.output);
  const found = await backupStore(app.app.services.db).state();
  assert.ok(found);
  assert.equal(judgeDrill(found, Date.now()), 'off');
  const judged = judgeBackup(found, Date.now());
  assert.ok(typeof judged !== 'string' && typeof judged.at === 'string');
  assert.equal(judged.status, 'ok');
  assert.equal(Date.parse(judged.at), Date.parse(at));
  assert.equal(await due(), 'nothing');
  assert.match((await caseward(env, 'backup')).output, /no recovery kit yet|another tool makes the backups/);
  const future = new Date(Date.now() + 3_600_000).toISOString();
  assert.equal((await caseward(env, 'backup', 'report', '--taken-at', future)).code, 2);
});
