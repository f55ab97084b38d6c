import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { parseQuota, quotaOf, setQuota } from '#server/operator/quota.ts';
import { type Db, openDatabase } from '#server/platform/db/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { assertStatus } from '#tests/support/client.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

const MB = 1_048_576;
// The roles that bring files here, each up to 20 at once.
const BRINGERS = ['member', 'manager', 'admin', 'owner'] as const;

let world: TestWorld;
let operator: Db;
let casePath: string;
before(async () => {
  world = await startTestWorld({ env: { CASEWARD_EVIDENCE_QUOTA_MB: '1' } });
  operator = openDatabase({ url: world.test.database.operatorUrl, max: 2, prepared: false });
  casePath = (await makeCase(world.a.as('member'), world.a)).path;
});
after(async () => {
  await operator.close();
  await world.close();
});

interface Started {
  readonly id: string;
  readonly size: number;
  readonly role: (typeof BRINGERS)[number];
}

/** Begins these uploads at the same time. */
async function startAll(sizes: readonly number[]): Promise<{ taken: Started[]; refused: number[] }> {
  const taken: Started[] = [];
  const refused: number[] = [];
  await Promise.all(
    sizes.map(async (size, at) => {
      const role = BRINGERS[at % BRINGERS.length] ?? 'owner';
      const reply = await world.a.as(role).post(`${casePath}/uploads`, { name: 'a.txt', size });
      if (reply.status === 201) taken.push({ id: reply.body.id, size, role });
      else {
        assertStatus(reply, 413);
        refused.push(size);
      }
    }),
  );
  return { taken, refused };
}

async function cancelAll(taken: readonly Started[]): Promise<void> {
  for (const { id, role } of taken) {
    assertStatus(await world.a.as(role).delete(`${world.a.path}/uploads/${id}`), 204);
  }
}

const sum = (sizes: readonly number[]) => sizes.reduce((all, size) => all + size, 0);
const bytesOf = (taken: readonly Started[]) => sum(taken.map(({ size }) => size));

/** Room for a file of this many bytes, and for not one more. */
async function assertRoomOf(bytes: number): Promise<void> {
  const { taken, refused } = await startAll([bytes]);
  assert.deepEqual([bytesOf(taken), refused], [bytes, []]);
  assert.deepEqual((await startAll([1])).refused, [1]);
  await cancelAll(taken);
}

test('the figure of the deployment holds, to the byte', async () => {
  await assertRoomOf(MB);
});

test('the operator gives a workspace its own figure, and takes it away; the audit log tells', async () => {
  const { workspaceId } = world.a;
  await setQuota(operator, workspaceId, 1_000n);
  await assertRoomOf(1_000);
  await setQuota(operator, workspaceId, 0n);
  assert.deepEqual((await startAll([1])).refused, [1]);
  await setQuota(operator, workspaceId, null);
  assert.equal(await quotaOf(operator, workspaceId), null);
  await assertRoomOf(MB);
  const { rows } = await withClient(world.test.database.adminUrl, (client) =>
    client.query(
      `select detail ->> 'bytes' as bytes from app.audit_entries where workspace_id = $1
       and action = 'workspace.quota-set' and actor_kind = 'operator' order by at`,
      [workspaceId],
    ),
  );
  assert.deepEqual(
    rows.map(({ bytes }) => bytes),
    ['1000', '0', 'default'],
  );
  await assert.rejects(setQuota(operator, '00000000-0000-4000-8000-000000000000', 1n), /no such workspace/);
});

test('the live role cannot give itself room', async () => {
  await withClient(world.test.database.appUrl, async (client) => {
    await assert.rejects(client.query('update app.workspaces set evidence_quota = null'), { code: '42501' });
  });
});

test('another workspace is not counted in', async () => {
  const elsewhere = (await makeCase(world.b.as('owner'), world.b)).path;
  const reply = await world.b.as('owner').post(`${elsewhere}/uploads`, { name: 'a.txt', size: MB });
  assertStatus(reply, 201);
  await assertRoomOf(MB);
});

test('uploads that begin at once fit together, waste no room, and give it back when cancelled', async () => {
  const batch = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 24 });
  await fc.assert(
    fc.asyncProperty(batch, fc.integer({ min: 0, max: 1_500 }), async (sizes, quota) => {
      await setQuota(operator, world.a.workspaceId, BigInt(quota));
      const { taken, refused } = await startAll(sizes);
      const used = bytesOf(taken);
      assert.ok(used <= quota, `${used} of ${quota} bytes are taken`);
      for (const size of refused) assert.ok(used + size > quota, `${size} would have fitted beside ${used}`);
      const [first, ...others] = taken;
      if (first) {
        await cancelAll([first]);
        assert.deepEqual((await startAll([quota - used + first.size + 1])).taken, []);
      }
      await cancelAll(others);
      if (quota > 0) await assertRoomOf(quota);
    }),
    { numRuns: 12 },
  );
});

test('control: counted without waiting for each other, they do not fit', async () => {
  await setQuota(operator, world.a.workspaceId, 1_000n);
  await withClient(world.test.database.adminUrl, (client) =>
    client.query(`create or replace function app.evidence_room() returns table (used bigint, quota bigint)
      language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
      begin
        return query select coalesce((select sum(e.size) from app.evidence e where e.workspace_id = w.id
          and e.deleted_at is null and e.state <> 'refused'), 0)::bigint, w.evidence_quota
          from app.workspaces w where w.id = app.tenant();
        perform pg_sleep(1);
      end $$`),
  );
  const { taken } = await startAll([400, 400, 400, 400]);
  assert.ok(bytesOf(taken) > 1_000);
});

test('a size is read as it is typed', () => {
  assert.deepEqual(['1000', '500MB', '20gb', '0', 'default'].map(parseQuota), [
    1_000n,
    524_288_000n,
    21_474_836_480n,
    0n,
    null,
  ]);
  for (const wrong of ['', '-1', '1.5GB', '5 GB', '10TB', '1e9', 'none', '9999999GB']) {
    assert.equal(parseQuota(wrong), undefined, wrong);
  }
});
