import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Client, Json } from '#tests/support/client.ts';
import { checkRecords } from './check.ts';
import { checkErasures } from './erasures.ts';
import { checkExports } from './exports.ts';
import { type Brought, checkImports } from './imports.ts';
import { inTime } from './in-time.ts';
import { bodyOf, emptyLedger } from './ledger.ts';
import type { Scene } from './work.ts';

const reply = (body: Json) => ({ status: 200, headers: new Headers(), text: '', body });

/** A deployment that shows these cases, and answers each with this body. */
function sceneOf(shown: readonly { id: string; title: string }[], body: (title: string) => string): Scene {
  const client: Partial<Client> = {
    post: async (path) => reply({ items: path.endsWith('/cases/query') ? shown : [], next: null }),
    get: async (path) => reply({ body: body(shown.find(({ id }) => path.endsWith(id))?.title ?? '') }),
  };
  const owner = { client, credentials: {}, path: '/w', caseType: 'case' } as unknown as Scene['owner'];
  const deployment = {} as Scene['deployment'];
  const ownerAnew = async () => owner;
  return {
    deployment,
    owner,
    ownerAnew,
    ledger: emptyLedger(),
    shelf: '/w/cases/s',
    kit: '',
    round: 'Round 1',
    killed: new AbortController().signal,
  };
}

test('control: a confirmed case that is gone, or has another name, is found', async () => {
  const scene = sceneOf([{ id: 'a', title: 'Round 1 case 0' }], bodyOf);
  assert.equal(await checkRecords(scene), 1);
  scene.ledger.cases.set('/w/cases/a', 'Round 1 case 0');
  assert.equal(await checkRecords(scene), 2);
  scene.ledger.cases.set('/w/cases/b', 'Round 1 case 1');
  await assert.rejects(checkRecords(scene), /Round 1 case 1 was confirmed and is lost/);
});

test('control: a case that is there by half is found, confirmed or not', async () => {
  const scene = sceneOf([{ id: 'a', title: 'Round 1 case 0' }], (title) => bodyOf(title).slice(0, -1));
  await assert.rejects(checkRecords(scene), /Round 1 case 0 is there by half/);
});

test('control: a confirmed file that is not shown is found', async () => {
  const scene = sceneOf([], bodyOf);
  scene.ledger.files.set('f', 'Round 0 file 0');
  await assert.rejects(checkRecords(scene), /Round 0 file 0 was confirmed and is lost/);
});

test('control: an export that was confirmed and is gone, or failed, is found', async () => {
  const scene = sceneOf([], bodyOf);
  const listing = (items: Json[]) => ({ get: async () => reply({ items }) });
  scene.ledger.exports.set('e', new Set());
  Object.assign(scene.owner.client, listing([]));
  await assert.rejects(checkExports(scene), /confirmed and is lost/);
  Object.assign(scene.owner.client, listing([{ id: 'e', state: 'failed' }]));
  await assert.rejects(checkExports(scene), /failed/);
  Object.assign(scene.owner.client, listing([{ id: 'e', state: 'running' }]));
  assert.equal(await checkExports(scene), 1);
});

test('control: somebody erased who is there, and somebody who is there by half, are found', async () => {
  const scene = sceneOf([], bodyOf);
  const guest = (status: number) => ({
    email: 'a@guests.test',
    client: { get: async () => ({ ...reply({}), status }) } as unknown as Client,
  });
  const listing = (items: Json[]) => ({ post: async () => reply({ items, next: null }) });
  Object.assign(scene.owner.client, listing([{ email: 'a@guests.test' }]));
  scene.ledger.guests.push({ ...guest(401), certificate: 'c' });
  await assert.rejects(checkErasures(scene), /was erased and is there/);
  scene.ledger.guests.splice(0, 1, guest(401));
  await assert.rejects(checkErasures(scene), /erased by half/);
  scene.ledger.guests.splice(0, 1, guest(200));
  assert.equal(await checkErasures(scene), 1);
});

test('control: an import with a row twice, a row lost, or a row left after it was taken back is found', async () => {
  const scene = sceneOf([], bodyOf);
  const brought: Brought = { path: '/i', titles: ['one', 'two'], asked: true, takenBack: 'no' };
  scene.ledger.imports.set('/i', brought);
  const look = (told: Json, ...shown: string[]) => checkImports(scene, new Map([['/i', told]]), shown);
  const done = { state: 'done', made: 2, refused: 0 };
  assert.equal(await look({ state: 'running' }, 'one'), 1);
  assert.equal(await look(done, 'two', 'one'), 1);
  await assert.rejects(look({ state: 'running' }, 'one', 'one'), /made twice/);
  await assert.rejects(look(done, 'one'), /done/);
  await assert.rejects(look({ ...done, made: 1, refused: 1 }, 'one', 'two'), /done/);
  await assert.rejects(look({ state: 'stopped' }), /was confirmed and is stopped/);
  await assert.rejects(look({ state: 'received' }), /was confirmed and is received/);
  brought.takenBack = 'yes';
  const undone = { state: 'undone', undone: 2, left: 0 };
  await assert.rejects(look(done, 'one', 'two'), /was confirmed and is done/);
  await assert.rejects(look(undone, 'two'), /taken back/);
  assert.equal(await look(undone, 'three'), 1);
  assert.equal(scene.ledger.imports.size, 0);
});

test('control: what does not come to its end is named', async () => {
  await assert.rejects(inTime('a thing', new Promise(() => undefined), 1), /a thing did not come to its end/);
  assert.equal(await inTime('a thing', Promise.resolve(7), 60_000), 7);
  await assert.rejects(inTime('a thing', Promise.reject(new Error('its own')), 60_000), /its own/);
});
