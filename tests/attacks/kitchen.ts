import assert from 'node:assert/strict';
import type { Role } from '#contracts/common.ts';
import { type MadeCase, makeCase, seen } from '#tests/support/cases.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { filerOf } from '#tests/support/evidence.ts';
import type { Kitchen } from './recipe.ts';
import type { Stage } from './stage.ts';

export const idOf = ({ place }: Kitchen, role: Role): string => place.people[role].userId;

/** A case of `maker`, in the phase asked for. */
export async function caseOf(kitchen: Kitchen): Promise<MadeCase> {
  const { place, maker, phase } = kitchen;
  const owner = place.as('owner');
  const made = await makeCase(place.as(maker), place, { type: 'note', title: 'A note' });
  if (phase === 'draft') return made;
  const opened = await owner.post(`${made.path}/transitions`, { to: 'open' }, await seen(owner, made));
  assertStatus(opened, 200);
  if (phase === 'restricted') await restrict(kitchen, made);
  return made;
}

export async function restrict({ place }: Kitchen, made: MadeCase): Promise<void> {
  const owner = place.as('owner');
  const reply = await owner.put(`${made.path}/restriction`, { grants: [] }, await seen(owner, made));
  assertStatus(reply, 200);
}

/** The header that names the case's version now. */
export const versionOf = ({ place }: Kitchen, made: MadeCase) => seen(place.as('owner'), made);

/** A clean file on a case, brought by `maker`. */
export async function fileOf(kitchen: Kitchen, made: MadeCase): Promise<Json> {
  const filer = filerOf(kitchen.stage.world, kitchen.maker, kitchen.place);
  const file = await filer.upload(made.path, { name: 'note.txt', content: Buffer.from('a note') });
  assert.equal(file.state, 'clean');
  return file;
}

export interface SharedFile {
  readonly caseId: string;
  readonly evidenceId: string;
}

const shared = new WeakMap<Stage, Map<string, Promise<unknown>>>();

/** Made once for each stage and key, and given to whoever asks again: for calls that leave it as it is. */
function once<T>(stage: Stage, key: string, make: () => Promise<T>): Promise<T> {
  const known = shared.get(stage) ?? new Map<string, Promise<T>>();
  shared.set(stage, known);
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found as Promise<T>;
}

/** A clean file on a case of its own. */
export function sharedFileOf(kitchen: Kitchen): Promise<SharedFile> {
  const { stage, place, maker, phase } = kitchen;
  return once(stage, `file ${place.workspaceId} ${maker} ${phase}`, () => makeFile(kitchen));
}

/** A case in the open phase, to be named by others. */
export function sharedCaseOf(kitchen: Kitchen): Promise<MadeCase> {
  const { stage, place, maker } = kitchen;
  return once(stage, `case ${place.workspaceId} ${maker}`, () => caseOf({ ...kitchen, phase: 'open' }));
}

/** A tag or category to file things under. */
export function sharedWordOf(kitchen: Kitchen, collection: string, body: Json): Promise<string> {
  const { stage, place } = kitchen;
  return once(stage, `${collection} ${place.workspaceId}`, () => wordOf(kitchen, collection, body));
}

async function makeFile(kitchen: Kitchen): Promise<SharedFile> {
  const made = await caseOf(kitchen);
  return { caseId: made.id, evidenceId: (await fileOf(kitchen, made)).id };
}

export async function uploadOf(kitchen: Kitchen, made: MadeCase): Promise<string> {
  const filer = filerOf(kitchen.stage.world, kitchen.maker, kitchen.place);
  const reply = await filer.start(made.path, { name: 'note.txt', content: Buffer.from('a note') });
  assertStatus(reply, 201);
  return reply.body.id;
}

export async function commentOf({ place, maker }: Kitchen, made: MadeCase): Promise<string> {
  const body = { anchor: { kind: 'case' }, text: 'Why?', mentionIds: [] };
  const reply = await place.as(maker).post(`${made.path}/comments`, body);
  assertStatus(reply, 201);
  return reply.body.id;
}

/** A tag, category or template made by the owner. */
export async function wordOf({ place }: Kitchen, collection: string, body: Json): Promise<string> {
  const reply = await place.as('owner').post(`${place.path}/${collection}`, body);
  assertStatus(reply, 201);
  return reply.body.id;
}

/** The header that names the version of what nobody has changed yet. */
export const UNCHANGED = { 'if-match': '"v1"' };

let named = 0;
/** A name nobody had before. */
export function newName(word: string): string {
  named += 1;
  return `${word} ${named}`;
}

export const ADA_EXAMPLE = { name: 'Ada Example', emails: ['ada@example.org'], source: 'person' };

export async function contactOf({ place, maker }: Kitchen): Promise<string> {
  const made = await place.as(maker).post(`${place.path}/contacts`, ADA_EXAMPLE);
  assertStatus(made, 201);
  return made.body.id;
}
