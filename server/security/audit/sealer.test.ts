import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import { UnsealError } from '#server/security/crypto/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { createTestDatabase, type TestDatabase } from '#tests/support/database.ts';
import { testScope } from '#tests/support/key-scope.ts';
import { sealingStore, signingKeyStore } from './audit.store.ts';
import { formatCheckpointKey } from './checkpoint.ts';
import { exportLog } from './export.ts';
import { AuditLogDamaged, createSealer, type Reach, type Sealer, type SealingStore } from './sealer.ts';
import { type AuditSigner, newSigningKey, openAuditSigner, signerOpener } from './signer.ts';
import { verifyExport } from './verify.ts';

let database: TestDatabase;
let db: Db;
let operator: Db;
let signer: AuditSigner;

const { scope } = await testScope();
const origin = 'cases.example.org/audit';

beforeEach(async () => {
  database = await createTestDatabase();
  db = openDatabase({ url: database.sealerUrl, max: 4, prepared: true });
  operator = openDatabase({ url: database.operatorUrl, max: 2, prepared: true });
  signer = await openAuditSigner(signingKeyStore(db), scope, origin);
});

afterEach(async () => {
  await Promise.all([db.close(), operator.close()]);
  await database.drop();
});

function admin(sql: string, values: unknown[] = []) {
  return withClient(database.adminUrl, (client) => client.query(sql, values));
}

/** As someone with every power over the database would: no trigger or foreign key in the way. */
function tamper(sql: string) {
  return withClient(database.adminUrl, async (client) => {
    await client.query('set session_replication_role = replica');
    return client.query(sql);
  });
}

/** Entries as the server writes them, `age` hours old. */
async function write(count: number, age = '0'): Promise<void> {
  await admin(
    `insert into app.audit_entries (at, actor_kind, actor_id, action, target_kind, target_id, fields, ip_sealed,
       request_id, detail)
     select clock_timestamp() - $2::interval, 'user', gen_random_uuid(), 'case.edit', 'case',
       gen_random_uuid(), array['title'], '\\x01', 'req-' || n, jsonb_build_object('n', n, 'list', array[1.5, null])
     from generate_series(1, $1) n`,
    [count, age],
  );
}

async function exported(): Promise<string[]> {
  return Array.fromAsync(exportLog(operator));
}

function newSealer(store: SealingStore = sealingStore(db), batch = 1_000): Sealer {
  return createSealer({ store, open: signerOpener(() => scope), batch });
}

async function sealAll(sealer: Sealer): Promise<void> {
  while ((await sealer.sealOnce()) !== 0);
}

test('entries are sealed in batches, and the export verifies', async () => {
  const sealer = newSealer(sealingStore(db), 4);
  assert.equal(await sealer.sealOnce(), 0);
  await write(10);
  assert.equal(await sealer.sealOnce(), 4);
  await sealAll(sealer);
  await write(1);
  await sealAll(sealer);
  const result = await verifyExport(await exported());
  assert.deepEqual(
    [result.firstBad, result.ok, result.entries, result.checkpoints],
    [undefined, true, 11, 4],
  );
});

test('entries are sealed in the order of their time', async () => {
  await write(2, '1 hour');
  await write(2, '5 hours');
  await sealAll(newSealer());
  const { rows } = await admin(
    'select l.seq, e.at from app.audit_leaves l join app.audit_entries e on e.id = l.entry_id order by l.seq',
  );
  const times = rows.map(({ at }) => Number(at));
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  );
});

const LATE: [age: string, passedOverBy: Reach[], foundBy: Reach][] = [
  ['5 seconds', [], 'seconds'],
  ['1 minute', ['seconds'], 'minutes'],
  ['3 hours', ['seconds', 'minutes'], 'whole'],
];
for (const [age, passedOverBy, foundBy] of LATE) {
  test(`an entry committed ${age} after its time is found by a look back of ${foundBy}`, async () => {
    const sealer = newSealer();
    await write(1);
    await sealAll(sealer);
    await write(1, age);
    for (const reach of passedOverBy) assert.equal(await sealer.sealOnce(reach), 0);
    assert.equal(await sealer.sealOnce(foundBy), 1);
    assert.equal((await verifyExport(await exported())).entries, 2);
  });
}

test('two nodes sealing at once make one log', async () => {
  const other = openDatabase({ url: database.sealerUrl, max: 2, prepared: true });
  const nodes = [newSealer(sealingStore(db), 7), newSealer(sealingStore(other), 5)];
  try {
    await write(60);
    for (let round = 0; round < 20; round += 1) await Promise.all(nodes.map((node) => node.sealOnce()));
    await Promise.all(nodes.map((node) => sealAll(node)));
  } finally {
    await other.close();
  }
  const result = await verifyExport(await exported());
  assert.deepEqual([result.ok, result.entries], [true, 60]);
});

/** Makes a new key the log's, as `caseward keys rotate --audit` does. */
async function rotate(sealer: Sealer, announce: () => Promise<void> = () => write(1)): Promise<string> {
  const fresh = newSigningKey(scope, signer.key.name);
  assert.ok(await sealer.handOver(fresh, announce));
  return formatCheckpointKey({ name: fresh.name, publicKey: fresh.publicKey });
}

test('the log goes on under a new key that the old one has handed over to', async () => {
  const [serving, typed] = [newSealer(), newSealer(sealingStore(db), 3)];
  const first = formatCheckpointKey(signer.key);
  await write(2);
  await sealAll(serving);
  await write(7);
  const second = await rotate(typed);
  await write(2);
  await sealAll(serving);
  const third = await rotate(typed);
  await sealAll(serving);
  await write(1);
  await sealAll(newSealer());
  const result = await verifyExport(await exported());
  assert.deepEqual([result.firstBad, result.entries], [undefined, 14]);
  assert.deepEqual([result.key, result.keys], [first, [first, second, third]]);
  for (const key of [first, second, third]) {
    assert.equal((await verifyExport(await exported(), { key, note: result.lastNote })).ok, true);
  }
});

test('a hand-over that dies leaves the old key in use', async () => {
  await write(2);
  const sealer = newSealer();
  await assert.rejects(
    sealer.handOver(newSigningKey(scope, origin), async () => {
      throw new Error('killed');
    }),
    /killed/,
  );
  await sealAll(sealer);
  const result = await verifyExport(await exported());
  assert.deepEqual([result.ok, result.keys], [true, [formatCheckpointKey(signer.key)]]);
});

test('the sealer does not go on from a hand-over that its own keys did not make', async () => {
  const sealer = newSealer();
  await write(2);
  await sealAll(sealer);
  const forger = newSigningKey((await testScope()).scope, origin);
  await admin(
    `insert into app.audit_signing_keys (id, name, public_key, sealed_private_key) values ($1, $2, $3, $4)`,
    [forger.id, forger.name, forger.publicKey, forger.sealedPrivateKey],
  );
  await write(1);
  await assert.rejects(sealer.sealOnce(), UnsealError);
  await admin('delete from app.audit_signing_keys where id = $1', [forger.id]);
  assert.equal(await sealer.sealOnce(), 1);
  const stranger = newSigningKey(scope, origin);
  await admin(
    `insert into app.audit_signing_keys (id, name, public_key, sealed_private_key) values ($1, $2, $3, $4)`,
    [stranger.id, stranger.name, stranger.publicKey, stranger.sealedPrivateKey],
  );
  await write(1);
  await assert.rejects(sealer.sealOnce(), AuditLogDamaged);
});

test('a batch that dies at any step leaves nothing, and is sealed by the next try', async () => {
  await write(5);
  for (const step of ['appendLeaves', 'appendCheckpoint'] as const) {
    const dying: SealingStore = {
      exclusively: (work) =>
        sealingStore(db).exclusively(async (tx) => {
          const die = async () => {
            if (step === 'appendCheckpoint')
              await tx.appendCheckpoint({ size: 5, root: Buffer.alloc(32), note: '' });
            throw new Error('killed');
          };
          return work({ ...tx, [step]: die });
        }),
    };
    const sealer = newSealer(dying);
    await assert.rejects(sealer.sealOnce(), /killed/);
    await assert.rejects(sealer.sealOnce(), /killed/);
  }
  const { rows } = await admin(
    'select 1 from app.audit_leaves union all select 1 from app.audit_checkpoints',
  );
  assert.equal(rows.length, 0);
  await sealAll(newSealer());
  assert.equal((await verifyExport(await exported())).ok, true);
});

test('a new process continues the log of the old one', async () => {
  await write(3);
  await sealAll(newSealer());
  await write(3);
  await sealAll(newSealer());
  const result = await verifyExport(await exported());
  assert.deepEqual([result.ok, result.entries, result.checkpoints], [true, 6, 2]);
});

test('whatever someone with every power does to the rows is found offline, and named', async () => {
  await write(8);
  await sealAll(newSealer());
  const honest = await exported();
  const { lastNote, key } = await verifyExport(honest);
  const entryAt = (seq: number) => `(select entry_id from app.audit_leaves where seq = ${seq})`;
  const free = `alter table app.audit_leaves drop constraint if exists audit_leaves_pkey;
    alter table app.audit_leaves drop constraint if exists audit_leaves_entry_id_key`;
  const swap = `${free}; update app.audit_leaves set seq = 8 - seq where seq in (2, 6)`;
  const exchange = `${free}; update app.audit_leaves set entry_id = case seq
    when 2 then ${entryAt(6)} else ${entryAt(2)} end where seq in (2, 6)`;
  const insert = `${free}; update app.audit_leaves set seq = seq + 1 where seq >= 5;
    insert into app.audit_entries select gen_random_uuid(), workspace_id, at, actor_kind, actor_id, session_id,
      'forged', target_kind, target_id, fields, ip_sealed, request_id, detail from app.audit_entries limit 1;
    insert into app.audit_leaves select 5, id, decode(repeat('ab', 32), 'hex')
      from app.audit_entries where action = 'forged'`;
  const forgeries: [string, string, number][] = [
    [`update app.audit_entries set actor_id = gen_random_uuid() where id = ${entryAt(3)}`, 'edited', 3],
    [`update app.audit_entries set detail = '{"n": 99}' where id = ${entryAt(4)}`, 'edited', 4],
    [`update app.audit_entries set at = at + interval '1 microsecond' where id = ${entryAt(5)}`, 'edited', 5],
    [`update app.audit_leaves set leaf = decode(repeat('ab', 32), 'hex') where seq = 1`, 'edited', 1],
    [`delete from app.audit_entries where id = ${entryAt(2)}`, 'deleted', 2],
    [`delete from app.audit_leaves where seq = 6`, 'deleted', 6],
    [exchange, 'edited', 2],
    [swap, 'reordered', 6],
    [insert, 'inserted', 5],
    [
      insert.replace("decode(repeat('ab', 32), 'hex')", '(select leaf from app.audit_leaves limit 1)'),
      'inserted',
      5,
    ],
    ['delete from app.audit_checkpoints', 'inserted', 0],
  ];
  for (const [sql, kind, seq] of forgeries) {
    await admin('create table if not exists kept as select * from app.audit_entries');
    await admin('create table if not exists kept_leaves as select * from app.audit_leaves');
    await admin('create table if not exists kept_notes as select * from app.audit_checkpoints');
    await tamper(sql);
    const { ok, firstBad } = await verifyExport(await exported(), { key, note: lastNote });
    assert.deepEqual(
      [ok, firstBad?.kind, firstBad?.seq],
      [false, kind, seq],
      `${sql}: ${firstBad?.sentence}`,
    );
    await tamper(`truncate app.audit_leaves, app.audit_checkpoints, app.audit_entries;
      insert into app.audit_entries select * from kept; insert into app.audit_leaves select * from kept_leaves;
      insert into app.audit_checkpoints select * from kept_notes`);
    assert.deepEqual(await exported(), honest);
  }
});

test('the sealer signs nothing on top of a log that was changed', async () => {
  await write(4);
  const sealer = newSealer();
  await sealAll(sealer);
  await write(1);
  await tamper(`update app.audit_leaves set leaf = decode(repeat('ab', 32), 'hex') where seq = 1`);
  await assert.rejects(newSealer().sealOnce(), AuditLogDamaged);
  await tamper(`update app.audit_checkpoints set note = replace(note, E'\n4\n', E'\n3\n')`);
  await assert.rejects(newSealer().sealOnce(), AuditLogDamaged);
  await tamper('truncate app.audit_leaves, app.audit_checkpoints');
  await assert.rejects(sealer.sealOnce(), AuditLogDamaged);
});

test('no role that runs can change, remove or empty what was written', async () => {
  await write(2);
  await sealAll(newSealer());
  const urls = [database.appUrl, database.sealerUrl, database.operatorUrl];
  const tables = ['audit_entries', 'audit_leaves', 'audit_checkpoints'];
  const column = { audit_entries: 'action', audit_leaves: 'leaf', audit_checkpoints: 'note' };
  for (const url of urls) {
    for (const [table, changed] of Object.entries(column)) {
      await withClient(url, async (client) => {
        await assert.rejects(client.query(`update app.${table} set ${changed} = default`), { code: '42501' });
        await assert.rejects(client.query(`delete from app.${table}`), { code: '42501' });
        await assert.rejects(client.query(`truncate app.${table} cascade`), { code: '42501' });
      });
    }
  }
  for (const table of tables) {
    const { rows } = await admin(`select count(*)::int as rows from app.${table}`);
    assert.ok(rows[0].rows > 0, `${table} was there to be changed`);
  }
});

test('the live role can neither seal nor sign', async () => {
  await write(1);
  const live = openDatabase({ url: database.appUrl, max: 1, prepared: true });
  try {
    await assert.rejects(
      newSealer(sealingStore(live))
        .sealOnce()
        .then((sealed) => assert.equal(sealed, 1)),
    );
    await assert.rejects(openAuditSigner(signingKeyStore(live), scope, origin), { code: '42501' });
  } finally {
    await live.close();
  }
});

test('one signing key serves all nodes, keeps its name, and a swapped one is refused', async () => {
  const again = await openAuditSigner(signingKeyStore(db), scope, 'renamed.example.org/audit');
  assert.deepEqual(again.key, signer.key);
  await tamper(`update app.audit_signing_keys set public_key = decode(repeat('ab', 32), 'hex')`);
  await assert.rejects(openAuditSigner(signingKeyStore(db), scope, origin), /changed/);
  await tamper('update app.audit_signing_keys set id = gen_random_uuid()');
  await assert.rejects(openAuditSigner(signingKeyStore(db), scope, origin), UnsealError);
});

test('the export of one workspace shows its entries, and of the others only leaves', async () => {
  await write(2);
  const { rows } = await admin(`insert into app.workspaces (sealed_profile, preset, settings)
    values ('\\x00', 'legal', '{}') returning id`);
  const own = String(rows[0].id);
  await admin(
    `insert into app.audit_entries (workspace_id, actor_kind, action, request_id)
    values ($1, 'system', 'own.entry', 'req')`,
    [own],
  );
  await sealAll(newSealer());
  const lines = await Array.fromAsync(exportLog(operator, own));
  const result = await verifyExport(lines);
  assert.deepEqual([result.ok, result.entries, result.withheld], [true, 3, 2]);
  assert.equal(lines.filter((line) => line.includes('case.edit')).length, 0);
  assert.equal(lines.filter((line) => line.includes('own.entry')).length, 1);
});
