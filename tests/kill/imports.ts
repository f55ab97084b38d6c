import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { PLAN } from '#tests/support/case-imports.ts';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { bodyOf, type Ledger } from './ledger.ts';
import type { Owner } from './owner.ts';
import type { Scene, Stage } from './work.ts';

/** An import of cases from a file. */
export interface Brought {
  readonly path: string;
  /** What the rows of its file are called. */
  readonly titles: readonly string[];
  /** It was said that its cases are being made. */
  asked: boolean;
  /** It was said that its cases are being taken back; `maybe`: nobody answered. */
  takenBack: 'no' | 'maybe' | 'yes';
}

/** Rows of a file: more than are made before most kills. */
const ROWS = 80;

/** An import that a killed node had is taken over after a minute of silence, by a look once a minute. */
const PATIENCE_MS = 300_000;

/** Sends a file and asks for its cases. */
export async function bringFile(
  { client, path, caseType }: Owner,
  { ledger, round }: Pick<Scene, 'ledger' | 'round'>,
): Promise<void> {
  const titles = Array.from({ length: ROWS }, (_, row) => `${round} row ${row}`);
  const file = Buffer.from(`Title,Body\n${titles.map((title) => `${title},${bodyOf(title)}\n`).join('')}`);
  const made = await client.post(`${path}/case-imports`, { name: `${round}.csv`, size: file.length });
  assertStatus(made, 201);
  const brought: Brought = {
    path: `${path}/case-imports/${made.body.id}`,
    titles,
    asked: false,
    takenBack: 'no',
  };
  ledger.imports.set(brought.path, brought);
  assertStatus(await client.patch(`${brought.path}/file`, file, { 'upload-offset': '0' }), 200);
  assertStatus(await client.put(`${brought.path}/plan`, { ...PLAN, type: caseType }), 200);
  const checked = await client.post(`${brought.path}/check`);
  assertStatus(checked, 200);
  assert.equal(checked.body.good, ROWS);
  assertStatus(await client.post(`${brought.path}/run`), 202);
  brought.asked = true;
}

/** Takes back what imports of earlier rounds made. */
export async function takeFilesBack({ client }: Owner, { imports }: Ledger): Promise<void> {
  for (const brought of [...imports.values()].filter(({ takenBack }) => takenBack === 'no')) {
    if ((await client.get(brought.path)).body.state !== 'done') continue;
    brought.takenBack = 'maybe';
    assertStatus(await client.post(`${brought.path}/undoing`), 202);
    brought.takenBack = 'yes';
  }
}

/** How far each import says it is, by its path. */
export async function readImports({ ledger: { imports }, owner }: Looking): Promise<Map<string, Json>> {
  const told = new Map<string, Json>();
  for (const { path } of imports.values()) {
    const reply = await owner.client.get(path);
    assertStatus(reply, 200);
    told.set(path, reply.body);
  }
  return told;
}

/**
 * No row was made twice; what said that it is done has a case for each row, and what said that it is taken back has none.
 * `told` was read before `shown`, the titles that there are. Gives how many imports were looked at.
 */
export async function checkImports(
  { ledger, owner }: Looking,
  told: ReadonlyMap<string, Json>,
  shown: Iterable<string>,
): Promise<number> {
  const { imports } = ledger;
  const counts = Map.groupBy(shown, (title) => title);
  for (const brought of [...imports.values()]) {
    const { path, titles } = brought;
    const state: Json = told.get(path);
    assert.ok(expected(brought).includes(state.state), `${path} was confirmed and is ${state.state}`);
    const each = titles.map((title) => counts.get(title)?.length ?? 0);
    assert.ok(Math.max(...each) < 2, `a row of ${path} was made twice`);
    const there = each.filter((count) => count === 1).length;
    if (state.state === 'done' && brought.takenBack === 'no')
      assert.deepEqual(
        [there, state.made, state.refused],
        [titles.length, titles.length, 0],
        `${path}: done`,
      );
    if (state.state === 'undone') {
      assert.deepEqual([there, state.undone, state.left], [0, titles.length, 0], `${path}: taken back`);
      imports.delete(path);
      ledger.imported += 1;
    }
    // Ten files may wait: one that was never asked for makes room.
    if (!['receiving', 'received'].includes(state.state)) continue;
    assertStatus(await owner.client.delete(path), 204);
    imports.delete(path);
  }
  return told.size;
}

type Looking = Pick<Stage, 'ledger' | 'owner'>;

/** What an import may say of itself after what was confirmed. */
function expected({ asked, takenBack }: Brought): string[] {
  if (takenBack === 'yes') return ['undoing', 'undone'];
  return [
    'queued',
    'running',
    'done',
    ...(asked ? [] : ['receiving', 'received']),
    ...(takenBack === 'maybe' ? ['undoing', 'undone'] : []),
  ];
}

/** Every import comes to its end by itself; then all that is left is taken back. `look` checks everything once more. */
export async function finishImports(scene: Stage, look: () => Promise<unknown>): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(500)) {
    await look();
    if (scene.ledger.imports.size === 0) return;
    assert.ok(Date.now() < deadline, 'an import that was confirmed does not come to its end');
    await takeFilesBack(scene.owner, scene.ledger);
  }
}
