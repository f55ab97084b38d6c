import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { copyOut } from '#server/platform/db/copy.ts';
import { connect, type OperatorClient } from '#server/platform/db/operator-client.ts';
import { testAdminUrl } from '#tests/support/admin.ts';

const ROW_BYTES = 1_000;
const PATIENCE_MS = 10_000;

/** All rows out, then the next statement on the connection: `late` where nobody answered it. */
async function nextAfter(client: OperatorClient, rows: number): Promise<number | 'late'> {
  let bytes = 0;
  const copy = `copy (select repeat('x', ${ROW_BYTES - 1}) from generate_series(1, ${rows})) to stdout`;
  for await (const piece of copyOut(client, copy)) {
    bytes += (piece as Buffer).length;
    // As what is slower than the database: compression, a bucket.
    await pause(1);
  }
  assert.equal(bytes, rows * ROW_BYTES);
  const next = client.query('select 1 as one').then(({ rows: [row] }) => Number(row.one));
  return Promise.race([next, pause(PATIENCE_MS, 'late' as const, { ref: false })]);
}

test('after a table of any size the connection hears what comes next', async () => {
  const client = await connect(await testAdminUrl());
  try {
    for (const rows of [1, 60, 65, 66, 67, 70, 90, 120, 131, 132, 133, 140, 197, 198, 199, 260, 400, 660])
      assert.equal(await nextAfter(client, rows), 1, `after ${rows} rows`);
  } finally {
    await Promise.race([client.end(), pause(1_000)]);
  }
});
