import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { cut, type Deployment, makeDeployment, type Running } from '#tests/kill/deployment.ts';
import { fileContent, type Owner, sendFile, setUp, signIn } from '#tests/kill/owner.ts';
import { assertStatus } from '#tests/support/client.ts';

const CONTENT = Buffer.from('Nobody was near the pump when it stopped.\n'.repeat(3_000));

let burnt: Deployment;
let fresh: Deployment;
let server: Running;
let owner: Owner;
let casePath = '';
let file = '';
let kit = '';
before(async () => {
  burnt = await makeDeployment();
  fresh = await makeDeployment(burnt.archive);
  server = await burnt.start();
  owner = await setUp(burnt, server);
});
after(async () => {
  server.child.kill('SIGKILL');
  await fresh.remove();
  await burnt.remove();
});

async function well(deployment: Deployment, ...args: string[]): Promise<string> {
  const running = deployment.command(...args);
  assert.equal(await running.ended, 0, running.output());
  return running.output();
}

/** The page of the last step of the set-up, confirmed, by a link that the operator asked for anew. */
async function kitOfSetUp(): Promise<string> {
  const token = (await well(burnt, 'setup-link')).trim().split('/setup/recovery-kit#')[1];
  const made = await owner.client.post('/setup/recovery-kit', { token });
  assertStatus(made, 201);
  const { word, page } = made.body;
  assertStatus(await owner.client.post('/setup/recovery-kit/confirmations', { token, word }), 200);
  return page;
}

test('a deployment is filled and backed up beside its running server', async () => {
  const input = { type: owner.caseType, title: 'The pump', body: 'It stopped.' };
  const made = await owner.client.post(`${owner.path}/cases`, input);
  assertStatus(made, 201);
  casePath = `${owner.path}/cases/${made.body.id}`;
  file = await sendFile(owner, casePath, { name: 'pump.txt', content: CONTENT });
  kit = join(burnt.home, 'kit.txt');
  await writeFile(kit, await kitOfSetUp());
  assert.match(await well(burnt, 'drill'), /^The drill on \S+ passed in [\d.]+ (?:s|minutes):/m);
  const { checks } = await (await fetch(`${burnt.url}/api/health`)).json();
  for (const part of checks.filter(({ name }: { name: string }) => name === 'backup' || name === 'drill'))
    assert.equal(part.status, 'ok', part.name);
});

test('it burns, and the kit alone brings it back on an empty machine', async () => {
  await cut(server);
  await burnt.killDatabase();
  assert.match(await well(fresh, 'restore', '--kit', kit), /^Back: \d+ rows and 1 file\.$/m);
  server = await fresh.start();
  assert.ok(!server.output().includes('/setup'), 'there is nothing to set up');
});

test('its owner signs in there, and reads the case and its file', async () => {
  const again = await signIn(fresh);
  const read = await again.client.get(casePath);
  assertStatus(read, 200);
  assert.equal(read.body.title, 'The pump');
  assert.deepEqual(await fileContent(again, fresh.url, file), CONTENT);
});
