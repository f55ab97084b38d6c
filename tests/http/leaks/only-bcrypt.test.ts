import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import bcrypt from 'bcrypt';
import { connect, type OperatorClient } from '#server/platform/db/operator-client.ts';
import { parseTokenText } from '#server/security/api-tokens/index.ts';
import { GOOD_PASSWORD, givePassword, OTHER_PASSWORD, signInWith } from '#tests/support/accounts.ts';
import { clientByToken, makeToken } from '#tests/support/api-tokens.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { dumpDatabase, dumpFolder } from './dump.ts';
import { findIn, formsOf, type Hay } from './markers.ts';

const BCRYPT = /^\$2b\$12\$[./0-9A-Za-z]{53}$/;
const DIGESTS = ['md5', 'sha1', 'sha256', 'sha512', 'sha3-256', 'blake2b512'];

let world: TestWorld;
let admin: OperatorClient;
const secrets = new Map<string, string>();
let hay: Hay[];

before(async () => {
  world = await startTestWorld();
  const { people } = world.a;
  // Two people of one password, one who changed theirs, and one who was let in by it.
  for (const role of ['member', 'viewer'] as const) await givePassword(world.test, people[role]);
  await givePassword(world.test, await givePassword(world.test, people.reviewer), OTHER_PASSWORD);
  assertStatus(await signInWith(world.test, people.member.email, GOOD_PASSWORD), 200);
  assertStatus(await signInWith(world.test, people.member.email, 'Wrong-otter 5 sings!'), 422);
  for (const [index, made] of [await makeToken(world.a), await makeToken(world.b)].entries()) {
    secrets.set(made.secret, `token ${index}`);
    secrets.set(parseTokenText(made.secret)?.secret ?? '', `secret of token ${index}`);
  }
  const [first = ''] = secrets.keys();
  assertStatus(await clientByToken(world, first).get(world.a.path), 200);
  secrets.set(GOOD_PASSWORD, 'a password');
  secrets.set(OTHER_PASSWORD, 'another password');
  secrets.set('Wrong-otter 5 sings!', 'a wrong password');
  admin = await connect(world.test.database.adminUrl);
  hay = [...(await dumpDatabase(admin)), ...(await dumpFolder(world.test.folder, []))];
});
after(async () => {
  await admin.end();
  await world.close();
});

/** Where one of them, or a digest of it without a salt, can be read. */
function readable(places: readonly Hay[]): string[] {
  const digests = [...secrets].flatMap(([secret, name]) =>
    DIGESTS.map((kind) => ({ name: `${kind} of ${name}`, bytes: createHash(kind).update(secret).digest() })),
  );
  const found = places.flatMap(({ place, bytes }) =>
    digests
      .filter((digest) => [digest.bytes, ...writtenOut(digest.bytes)].some((form) => bytes.includes(form)))
      .map(({ name }) => `${name} in ${place}`),
  );
  return [...findIn(places, secrets), ...found];
}

function writtenOut(digest: Buffer): Buffer[] {
  const [hex, base64, base64url] = (['hex', 'base64', 'base64url'] as const).map((as) => digest.toString(as));
  return [hex, hex?.toUpperCase(), base64, base64url].flatMap((text) => formsOf(text ?? ''));
}

test('passwords and API keys are kept as salted bcrypt hashes, and in no other form (FTS-16)', async () => {
  assert.deepEqual(readable(hay), []);
  const hashes = hay.filter(({ bytes }) => BCRYPT.test(bytes.toString()));
  const columns = [...new Set(hashes.map(({ place }) => place))].sort();
  assert.deepEqual(columns, ['app.api_tokens.secret_hash', 'app.passwords.hash']);
  const kept = hashes.map(({ bytes }) => bytes.toString());
  assert.equal(kept.length, 5);
  assert.equal(
    new Set(kept.map((hash) => hash.slice(0, 29))).size,
    kept.length,
    'each has a salt of its own',
  );
  const [secret = ''] = [...secrets].find(([, name]) => name === 'secret of token 0') ?? [];
  const matching = await Promise.all(kept.map((hash) => bcrypt.compare(secret, hash)));
  assert.equal(matching.filter(Boolean).length, 1);
});

test('every column that holds such a hash holds nothing else', async () => {
  for (const column of ['app.api_tokens.secret_hash', 'app.passwords.hash']) {
    const values = hay.filter(({ place }) => place === column);
    assert.ok(values.length > 1, column);
    for (const { bytes } of values) assert.match(bytes.toString(), BCRYPT);
  }
});

test('control: a secret in clear, and a digest without a salt, are found wherever they stand', async () => {
  const [secret = ''] = secrets.keys();
  const plant = {
    'in clear': 'select $1::text as note',
    'as a digest': "select sha256(convert_to($1, 'UTF8')) as note",
    'as a digest in letters': "select encode(sha256(convert_to($1, 'UTF8')), 'base64') as note",
    'as MD5': 'select md5($1) as note',
  };
  for (const [how, query] of Object.entries(plant)) {
    const { rows } = await admin.query<{ note: string | Buffer }>(query, [secret]);
    const places = rows.map(({ note }) => ({ place: how, bytes: Buffer.from(note as string) }));
    assert.ok(readable(places).length > 0, how);
  }
});
