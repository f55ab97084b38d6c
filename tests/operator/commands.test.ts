import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { caseward } from '#tests/backup/caseward.ts';
import { makeCase } from '#tests/support/cases.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

const program = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
let world: TestWorld;
let env: Record<string, string> = {};
before(async () => {
  world = await startTestWorld();
  const { database, folder } = world.test;
  env = {
    DATABASE_URL: database.appUrl,
    DATABASE_OPERATOR_URL: database.operatorUrl,
    DATABASE_SEALER_URL: database.sealerUrl,
    CASEWARD_ROOT_KEY_FILE: join(folder, 'root.keys'),
    CASEWARD_DATA: join(folder, 'data'),
  };
  await makeCase(world.a.as('member'), world.a);
});
after(() => world.close());

/** What a command says of itself to somebody who has stopped reading what it prints. */
async function unread(...args: string[]): Promise<{ code: number | null; complained: string }> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { complained: await text(child.stderr), code: await ended };
}

for (const args of [['audit', 'export'], ['help']])
  test(`\`caseward ${args.join(' ')}\` ends quietly when nobody reads on`, async () => {
    assert.deepEqual(await unread(...args), { code: 0, complained: '' });
  });

test('control: where it is read it says all of it, and another failure is told', async () => {
  const { code, output } = await caseward(env, 'audit', 'export');
  assert.equal(code, 0, output);
  assert.match(output, /"type":"entry"|"action"/);
  const { complained, code: failed } = await unread('audit', 'export', '--out', '/nowhere/at/all');
  assert.equal(failed, 1);
  assert.match(complained, /cannot be made/);
});

test('`caseward incident affected` names what it lacks', async () => {
  const id = randomUUID();
  const from = ['--from', '2026-03-08T00:00:00Z'];
  const said = async (...words: string[]) => (await caseward(env, 'incident', 'affected', ...words)).output;
  assert.match(await said(), /ID is missing/);
  assert.match(await said(id, '--actor', id), /--from is missing/);
  assert.match(await said(id, ...from), /--actor or --session is missing/);
  const complete = await said(id, ...from, '--actor', id);
  assert.doesNotMatch(complete, /missing/, 'control: nothing is missing here but the incident');
});
