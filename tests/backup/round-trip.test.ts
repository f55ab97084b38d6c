import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { identityStore } from '#server/features/identity/index.ts';
import { makeKit, readKit } from '#server/features/recovery-kit/index.ts';
import { newId } from '#server/security/crypto/index.ts';
import { sessionToken } from '#server/security/session-token.ts';
import { type BareDatabase, makeBareDatabase } from '#tests/start/bare-database.ts';
import { onDatabase, withClient } from '#tests/support/admin.ts';
import { startTestApp, type TestApp } from '#tests/support/app.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus, clientOf } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { caseward } from './caseward.ts';

const CONTENT = Buffer.from('The pump stopped at noon, and nobody was near it.\n'.repeat(4_000));
const TITLE = 'Pump seven stood still';

const FACTS = { deployment: 'x', madeAt: new Date(), word: 'ABCD-EFGH', sealRootKeys: async () => undefined };

let world: TestWorld;
let folder = '';
let archive = '';
let kit = '';
let evidence = '';
let casePath = '';
let bare: BareDatabase;
let empty: BareDatabase;
let restored: TestApp | undefined;

/** The environment of the operator's commands, on the machine that burns down and on the empty one. */
const settings = (urls: { app: string; owner: string; sealer: string; operator: string }, home: string) => ({
  NODE_ENV: 'test',
  DATABASE_URL: urls.app,
  DATABASE_OWNER_URL: urls.owner,
  DATABASE_SEALER_URL: urls.sealer,
  DATABASE_OPERATOR_URL: urls.operator,
  CASEWARD_DATA: join(home, 'data'),
  CASEWARD_ROOT_KEY_FILE: join(home, 'root.keys'),
  CASEWARD_BACKUP_FOLDER: archive,
  CASEWARD_BREACH_URL: 'off',
});
const burning = () => {
  const { appUrl, ownerUrl, sealerUrl, operatorUrl } = world.test.database;
  return settings(
    { app: appUrl, owner: ownerUrl, sealer: sealerUrl, operator: operatorUrl },
    world.test.folder,
  );
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'caseward-backup-'));
  archive = join(folder, 'archive');
  kit = join(folder, 'kit.txt');
  world = await startTestWorld();
  const made = await makeCase(world.a.as('member'), world.a, { title: TITLE, body: 'It stopped.' });
  casePath = made.path;
  const file = await filerOf(world, 'member').upload(casePath, {
    name: 'log.txt',
    content: CONTENT,
    type: 'text/plain',
  });
  evidence = file.id;
  bare = await makeBareDatabase();
  empty = await makeBareDatabase();
});
after(async () => {
  await restored?.close();
  await world.close();
  await bare.drop();
  await empty.drop();
  await rm(folder, { recursive: true, force: true });
});

test('without a recovery kit no backup is made, and why is said', async () => {
  const { code, output } = await caseward(burning(), 'backup');
  assert.equal(code, 1);
  assert.match(output, /no recovery kit yet/);
});

test('a kit is made once and confirmed by its check word', async () => {
  const made = await caseward(burning(), 'recovery-kit', '--out', kit);
  assert.equal(made.code, 0, made.output);
  const page = await readFile(kit, 'utf8');
  const word = /^Check word: +(\S+)$/m.exec(page)?.[1] ?? '';
  assert.equal((await caseward(burning(), 'recovery-kit', 'confirm', 'WRNG-WORD')).code, 1);
  const confirmed = await caseward(burning(), 'recovery-kit', 'confirm', word.toLowerCase());
  assert.equal(confirmed.code, 0, confirmed.output);
});

test('a backup is made while the server serves, and nothing of it is in clear', async () => {
  const { code, output } = await caseward(burning(), 'backup');
  assert.equal(code, 0, output);
  assert.match(output, /^Backup \d{8}T\d{6}Z-[0-9a-f]{8}: \d+ rows, 1 file;/m);
  for (const entry of await readdir(archive, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const bytes = await readFile(join(entry.parentPath, entry.name));
    for (const secret of [TITLE, 'nobody was near it', 'log.txt', await rootKey()])
      assert.ok(!bytes.includes(secret), `${entry.name} shows ${secret}`);
  }
});

test('a second backup copies no file again', async () => {
  const { code, output } = await caseward(burning(), 'backup');
  assert.equal(code, 0, output);
  const files = await readdir(join(archive, 'files'), { recursive: true, withFileTypes: true });
  assert.equal(files.filter((entry) => entry.isFile()).length, 1);
  assert.match((await caseward(burning(), 'backup', 'list')).output, /^(\S+Z {2}\S+\n){2}$/);
});

test('on an empty machine the kit alone brings everything back', async () => {
  const home = join(folder, 'new');
  const { code, output } = await caseward(settings(bare.urls, home), 'restore', '--kit', kit);
  assert.equal(code, 0, output);
  assert.match(output, /^Back: \d+ rows and 1 file\.$/m);
  assert.match(output, /The audit log holds: \d+ entries under \d+ checkpoints/);
  assert.match(output, /A sample of \d+ sealed values opens/);
  const { app: appUrl, owner: ownerUrl, sealer: sealerUrl, operator: operatorUrl } = bare.urls;
  const adminUrl = onDatabase(bare.adminUrl, bare.name);
  const database = {
    ...world.test.database,
    name: bare.name,
    adminUrl,
    appUrl,
    ownerUrl,
    sealerUrl,
    operatorUrl,
  };
  assert.deepEqual(await contentOf(adminUrl), await contentOf(world.test.database.adminUrl));
  restored = await startTestApp({ beside: { ...world.test, database, folder: home } });
});

test('nobody is signed in there; whoever signs in anew reads the case and its evidence', async () => {
  assert.ok(restored);
  const { member } = world.a.people;
  assert.equal((await clientOf(restored.url, member).get(casePath)).status, 401);
  const signedIn = await newSession(restored, member.userId);
  const read = await clientOf(restored.url, signedIn).get(casePath);
  assertStatus(read, 200);
  assert.equal(read.body.title, TITLE);
  const content = await fetch(`${restored.url}/api/v1${world.a.path}/evidence/${evidence}/content`, {
    headers: { cookie: signedIn.cookie },
  });
  assert.equal(content.status, 200);
  assert.deepEqual(Buffer.from(await content.arrayBuffer()), CONTENT);
});

test('a lost root key file comes back from the page, and another one is not replaced', async () => {
  const { path, lost } = { path: join(world.test.folder, 'root.keys'), lost: join(folder, 'lost.keys') };
  await rename(path, lost);
  const restore = () => caseward(burning(), 'restore', '--kit', kit, '--root-key');
  const { code, output } = await restore();
  assert.equal(code, 0, output);
  assert.equal(await readFile(path, 'utf8'), await readFile(lost, 'utf8'));
  assert.equal((await stat(path)).mode & 0o777, 0o600);
  assert.equal((await restore()).code, 0);
  await writeFile(path, (await readFile(lost, 'utf8')).replace(/ [A-Za-z]/, ' /'), { mode: 0o600 });
  assert.match((await restore()).output, /belongs to another deployment/);
  await rename(lost, path);
});

test('what is there is never replaced', async () => {
  const again = await caseward(settings(bare.urls, join(folder, 'new')), 'restore', '--kit', kit);
  assert.equal(again.code, 1);
  assert.match(again.output, /There are accounts in this database/);
});

test('a kit with one wrong letter, or another kit, restores nothing', async () => {
  const page = await readFile(kit, 'utf8');
  const refusal = async (text: string) => {
    const file = join(folder, 'typed.txt');
    await writeFile(file, text);
    const { code, output } = await caseward(
      settings(empty.urls, join(folder, 'third')),
      'restore',
      '--kit',
      file,
    );
    assert.equal(code, 1);
    return output;
  };
  const wrong = page.replace(/^(backup-key: )(.)/m, (_, name, letter) => name + (letter === '0' ? '1' : '0'));
  assert.match(await refusal(wrong), /compare each letter/);
  const other = await makeKit({ ...FACTS, signer: readKit(page).signer });
  assert.match(await refusal(other.printed.page), /is sealed to another recovery kit/);
  const stranger = await makeKit({ ...FACTS, signer: Buffer.alloc(32, 1) });
  assert.match(await refusal(stranger.printed.page), /was not signed by the deployment of this recovery kit/);
  assert.match(await refusal('Dear diary'), /This is no recovery kit/);
});

test('a manifest that was changed, or made up with the public key alone, is refused', async () => {
  const [newest = ''] = (await readdir(join(archive, 'backups'))).sort().reverse();
  const path = join(archive, 'backups', newest, 'manifest.json');
  const signed = await readFile(path, 'utf8');
  const env = settings(empty.urls, join(folder, 'third'));
  const { manifest, signature } = JSON.parse(signed);
  const mallory = generateKeyPairSync('ed25519');
  const forged = {
    manifest,
    signature: sign(null, Buffer.from(manifest), mallory.privateKey).toString('base64'),
    signer: mallory.publicKey.export({ format: 'der', type: 'spki' }).subarray(12).toString('base64'),
  };
  const later = { ...JSON.parse(signed), manifest: manifest.replace('"format":1', '"format":1 ') };
  for (const text of [JSON.stringify(forged), JSON.stringify(later), signed.slice(0, -10), signature]) {
    await writeFile(path, text);
    const { code, output } = await caseward(env, 'restore', '--kit', kit);
    assert.equal(code, 1);
    assert.match(output, /was not signed by the deployment|is damaged/);
  }
  await writeFile(path, signed);
});

test('any kept moment can be gone back to', async () => {
  const moments = (await caseward(burning(), 'backup', 'list')).output.trim().split('\n');
  const [first = '', id = ''] = (moments[0] ?? '').split('  ');
  const env = settings(empty.urls, join(folder, 'third'));
  const early = await caseward(env, 'restore', '--kit', kit, '--until', '2020-01-01T00:00:00Z');
  assert.match(early.output, /the oldest is of/);
  const { code, output } = await caseward(env, 'restore', '--kit', kit, '--until', first);
  assert.equal(code, 0, output);
  assert.match(output, new RegExp(`^Restoring ${id},`, 'm'));
});

async function rootKey(): Promise<string> {
  return (await readFile(join(world.test.folder, 'root.keys'), 'utf8')).split(' ').at(-1)?.trim() ?? '';
}
/** Every row of what belongs to a workspace, as a digest a table. */
async function contentOf(adminUrl: string): Promise<unknown> {
  return withClient(adminUrl, async (client) => {
    const found: Record<string, unknown> = {};
    for (const table of [
      'cases',
      'comments',
      'memberships',
      'evidence',
      'users',
      'workspace_keys',
      'passwords',
    ]) {
      const { rows } = await client.query(
        `select count(*) as n, md5(string_agg(t::text, '' order by t::text)) as digest from app.${table} t`,
      );
      found[table] = rows[0];
    }
    return found;
  });
}

async function newSession({ app }: TestApp, userId: string) {
  const { services } = app;
  const system = services.system();
  const session = { id: newId(), userId, privateDevice: false };
  const origin = system.seal(
    { table: 'sessions', row: session.id, use: 'origin' },
    { device: 'test', browser: 'test', place: 'test' },
  );
  const factors = { stage: 'full', firstFactor: 'code', secondFactor: null, ssoWorkspaceId: null } as const;
  await identityStore(services.db).openSession({ ...session, origin, ...factors });
  return { cookie: sessionToken(system, session, services.clock.now()).header };
}
