import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { NewestPack } from '#contracts/trust.ts';
import { packWhenDue } from '#server/features/trust/index.ts';
import { makePack } from '#server/operator/evidence-pack/make-pack.ts';
import { verifyPack } from '#server/operator/evidence-pack/verify-pack.ts';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import { openCheckpoint, parseCheckpointKey } from '#server/security/audit/checkpoint.ts';
import { sha256Hex } from '#server/security/crypto/index.ts';
import { makeCase } from '#tests/support/cases.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { filesBesideTheCode } from '../../../cli/evidence-pack/beside-the-code.ts';
import { evidencePackCommand } from '../../../cli/evidence-pack/command.ts';

const root = join(import.meta.dirname, '../../..');
let world: TestWorld;
let db: Db;
let folder = '';
before(async () => {
  world = await startTestWorld();
  db = openDatabase({ url: world.test.database.operatorUrl, max: 1, prepared: false });
  folder = await mkdtemp(join(tmpdir(), 'caseward-pack-'));
});
after(async () => {
  await db.close();
  await world.close();
  await rm(folder, { recursive: true });
});

async function make(): Promise<Buffer> {
  const context = { db, system: world.test.app.services.system(), publicUrl: world.test.url };
  const { archive } = await makePack(context, { root, files: await filesBesideTheCode(folder) });
  return archive;
}
const newest = async () =>
  NewestPack.parse(await (await fetch(`${world.test.url}/api/v1/trust/evidence-pack`)).json());
const file = () => fetch(`${world.test.url}/api/v1/trust/evidence-pack/file`);

test('before the first pack there is none, and says so', async () => {
  assert.deepEqual(await newest(), { pack: null });
  assert.equal((await file()).status, 404);
});

test('anyone fetches the newest pack, which verifies offline by one command, and no longer after a change', async () => {
  const made = await make();
  const { pack } = await newest();
  const reply = await file();
  assert.equal(reply.headers.get('content-type'), 'application/zip');
  const fetched = Buffer.from(await reply.arrayBuffer());
  assert.ok(fetched.equals(made));
  assert.deepEqual([pack?.bytes, pack?.sha256], [made.length, sha256Hex(made)]);
  const said: string[] = [];
  const verify = async (bytes: Buffer, ...more: string[]) => {
    const path = join(folder, `${said.length}.zip`);
    await writeFile(path, bytes);
    return evidencePackCommand(['verify', path, ...more], (line) => void said.push(line));
  };
  assert.equal(await verify(fetched), 0);
  assert.match(said.at(-1) ?? '', /^Holds: .* files as they were signed\.[\s\S]*Compare the key/);
  assert.doesNotMatch(said.at(-1) ?? '', /The code here/);
  assert.equal(await verify(fetched, '--code'), 0);
  assert.match(said.at(-1) ?? '', /^The code here is that build, file by file\.$/m);
  assert.equal(await verify(fetched, '--code', '--json'), 0);
  const { key } = JSON.parse(said.at(-1) ?? '');
  assert.equal(await verify(fetched, '--key', key), 0);
  const changed = Buffer.from(fetched);
  changed.writeUInt8(changed.readUInt8(made.length >> 1) ^ 1, made.length >> 1);
  assert.equal(await verify(changed), 1);
  assert.match(said.at(-1) ?? '', /^BROKEN: /);
});

test('a pack holds every promise, what was found of it, the build, the third parties and the records', async () => {
  const verdict = await verifyPack(await make());
  assert.ok(verdict.ok);
  const { files, manifest } = verdict;
  const json = (name: string) => JSON.parse(files.get(name)?.toString() ?? 'null');
  assert.equal(json('claims/registry.json').length, 134);
  assert.ok(json('claims/registry.json').every(({ doesNotProve }: Record<string, string>) => doesNotProve));
  assert.equal(json('claims/proof-output.json').length, 134);
  assert.ok(Array.isArray(json('claims/published.json')));
  assert.equal(json('build/sbom.cdx.json').bomFormat, 'CycloneDX');
  const built = files.get('build/files.sha256')?.toString() ?? '';
  assert.equal(manifest.build.digest, sha256Hex(built));
  for (const path of ['server/app.ts', 'migrations/0001_foundation.sql', 'package-lock.json'])
    assert.ok(built.includes(`  ${path}\n`), path);
  assert.ok(!built.includes('node_modules'));
  assert.deepEqual(json('records/drills.json'), []);
  assert.equal(json('records/backups.json').complete, 0);
  assert.equal(json('records/access-reviews.json').opened, 0);
  assert.equal(json('records/standing-attacks.json').held, 0);
  assert.deepEqual(json('records/dns-reviews.json'), []);
  assert.equal(json('assessments/asvs-5.0.0.json').length, 253);
  assert.equal(json('assessments/soc2.json').length, 61);
  assert.equal(json('tests/summary.json'), null, 'no test has run beside this code');
});

test('its checkpoint is the newest of the audit log, signed by one of its keys', async () => {
  const verdict = await verifyPack(await make());
  assert.ok(verdict.ok);
  const note = verdict.files.get('audit/checkpoint.txt')?.toString() ?? '';
  const keys = verdict.files.get('audit/keys.txt')?.toString().trim().split('\n') ?? [];
  const opened = keys.flatMap((text) => {
    const key = parseCheckpointKey(text);
    return (key && openCheckpoint(key, note)) ?? [];
  });
  assert.ok((opened[0]?.size ?? 0) > 0);
  assert.ok(keys.includes(verdict.key));
});

test('nothing of any workspace or person is in it', async () => {
  const { a } = world;
  const { id } = await makeCase(a.as('owner'), a, { title: 'planted-title', body: 'planted-body' });
  const text = (await make()).toString('latin1');
  const { userId, email } = a.people.owner;
  for (const word of [a.workspaceId, id, userId, email, 'planted-title', 'planted-body', 'Probe world'])
    assert.ok(!text.includes(word), word);
});

test('one is made when a week is over or there are newer proofs, and not before', async () => {
  const asked: (readonly string[])[] = [];
  const { services } = world.test.app;
  const round = () => packWhenDue({ ...services, operatorCommand: async (args) => void asked.push(args) });
  await make();
  await round();
  assert.deepEqual(asked, []);
  await services.db.pool.query(`select app.save_proof_run('b', '[]')`);
  await round();
  assert.deepEqual(asked, [['evidence-pack', 'make']]);
});

test('the results of the suite are summed up file by file, with what was left out', async () => {
  const results = [
    { file: 'a.test.ts', name: 'one', outcome: 'passed' },
    { file: 'a.test.ts', name: 'two', outcome: 'failed' },
    { file: 'b.test.ts', name: 'three', outcome: 'skipped', reason: 'no network' },
  ];
  await writeFile(join(folder, 'results.json'), JSON.stringify(results));
  await writeFile(join(folder, 'run.json'), JSON.stringify({ at: '2026-01-01T00:00:00Z', build: 'abc' }));
  const summary = (await filesBesideTheCode(folder)).find(({ name }) => name === 'tests/summary.json');
  assert.deepEqual(JSON.parse(summary?.bytes.toString() ?? ''), {
    at: '2026-01-01T00:00:00Z',
    build: 'abc',
    passed: 1,
    failed: 1,
    skipped: 1,
    files: [
      { file: 'a.test.ts', passed: 1, failed: 1, skipped: 0 },
      { file: 'b.test.ts', passed: 0, failed: 0, skipped: 1 },
    ],
    failures: [{ file: 'a.test.ts', name: 'two' }],
    leftOut: [{ file: 'b.test.ts', name: 'three', reason: 'no network' }],
  });
});
