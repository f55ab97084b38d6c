import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { type ClamdTwin, startClamdTwin } from '#tests/support/clamd-twin.ts';
import { assertStatus } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import { eventually } from '#tests/support/receivers.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';
import { partIs } from './part.ts';

const CONTENT = Buffer.from('The pump stopped.');
let clamd: ClamdTwin;
let world: TestWorld;
before(async () => {
  clamd = await startClamdTwin();
  world = await startTestWorld({
    env: { CASEWARD_SCANNER: 'clamd', CLAMD_ADDRESS: clamd.address },
  });
});
after(async () => {
  await world.close();
  await clamd.close();
});

test('the scanner goes away: health names it, files wait unseen, and pass when it is back', async () => {
  const { a, test: app } = world;
  const member = a.as('member');
  const filer = filerOf(world, 'member');
  await partIs(app, 'scanner', 'ok');
  const made = await makeCase(member, a);
  await clamd.close();
  await partIs(app, 'scanner', 'degraded');
  const { body } = await filer.start(made.path, { name: 'pump.txt', content: CONTENT });
  assertStatus(await filer.piece(body.id, 0, CONTENT), 200);
  const looks = () =>
    withClient(app.database.adminUrl, (admin) =>
      admin.query(`update pgboss.job set start_after = now() where name = 'evidence-check' and state = 'created'
        and data ? 'waits' returning id`),
    );
  await eventually(async () => (await looks()).rowCount, 'a look that was put off');
  assert.equal((await member.get(`${a.path}/uploads/${body.id}`)).body.state, 'quarantined');
  assert.equal((await filer.open(body.id)).status, 404, 'nobody opens what nobody has looked at');
  assertStatus(await member.get(made.path), 200);
  clamd = await startClamdTwin(Number(clamd.address.split(':')[1]));
  await partIs(app, 'scanner', 'ok');
  await eventually(async () => {
    await looks();
    return (await member.get(`${a.path}/uploads/${body.id}`)).body.state === 'clean';
  }, 'a file that passed');
  assert.deepEqual((await filer.open(body.id)).bytes, CONTENT);
  assert.ok(clamd.scanned() > 0);
});
