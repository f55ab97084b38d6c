import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { IMPORT_PIECE_BYTES } from '#contracts/case-imports.ts';
import { fileRows } from '#server/features/case-imports/import-file.ts';
import type { Services } from '#server/security/services.ts';
import { importerOf, PLAN } from '#tests/support/case-imports.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

/** Services that count the pieces that were asked for. */
function counting() {
  const { services } = world.test.app;
  let asked = 0;
  const retrying: Services['keys']['retrying'] = (...given) => {
    asked += 1;
    return services.keys.retrying(...given);
  };
  const keys = Object.assign(Object.create(services.keys), { retrying });
  const counted: Services = Object.assign(Object.create(services), { keys });
  return { services: counted, asked: () => asked };
}

test('of a file of several pieces one is in memory at a time: the next is read when its rows are wanted', async () => {
  const line = `A pump,"${'It stood still. '.repeat(300)}"\n`;
  const rows = Math.ceil((3.5 * IMPORT_PIECE_BYTES) / line.length);
  const path = await importerOf(world).send(`t,b\n${line.repeat(rows)}`);
  const { services, asked } = counting();
  const shelf = { services, workspaceId: world.a.workspaceId, importId: path.split('/').at(-1) ?? '' };
  let [seen, most] = [0, 0];
  for await (const { cells } of fileRows(shelf, PLAN)) {
    seen += 1;
    assert.equal(cells.length, 2);
    // Bytes that the rows so far stand for, in pieces, and the one that is being read.
    const needed = Math.ceil((4 + seen * line.length) / IMPORT_PIECE_BYTES);
    most = Math.max(most, asked() - needed);
  }
  assert.equal(seen, rows);
  assert.ok(most <= 0, `${most} pieces ahead`);

  // Control: where all is read first, the pieces ahead are seen.
  const greedy = counting();
  await Array.fromAsync(fileRows({ ...shelf, services: greedy.services }, PLAN));
  assert.ok(greedy.asked() > Math.ceil((4 + line.length) / IMPORT_PIECE_BYTES));
});
