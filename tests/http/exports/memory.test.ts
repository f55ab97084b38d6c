import assert from 'node:assert/strict';
import { pipeline } from 'node:stream/promises';
import { after, before, test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { blobKey } from '#server/platform/blobs/index.ts';
import { newId, sealStream } from '#server/security/crypto/index.ts';
import { withClient } from '#tests/support/admin.ts';
import { makeCase } from '#tests/support/cases.ts';
import { exportWorkspace, fetchArchive } from '#tests/support/exports.ts';
import { startTestWorld, type TestWorld } from '#tests/support/world.ts';

const MB = 1024 * 1024;
setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');
let world: TestWorld;
before(async () => {
  world = await startTestWorld();
});
after(() => world.close());

/** A clean file of this size, put where an upload would have put it. */
async function addFile(megabytes: number): Promise<void> {
  const { a, test: app } = world;
  const made = await makeCase(a.as('member'), a);
  const { blobs, keys } = app.app.services;
  const [id, blob] = [newId(), newId()];
  const piece = Buffer.alloc(MB, 7);
  async function* content() {
    for (let n = 0; n < megabytes; n += 1) yield piece;
  }
  const list = await keys.retrying(a.workspaceId, async (scope) => {
    const context = { table: 'evidence', row: id, use: 'file' };
    await pipeline(content, sealStream(scope, context), (sealed: AsyncIterable<Uint8Array>) =>
      blobs.put(blobKey(a.workspaceId, blob), sealed),
    );
    return scope.seal({ ...context, use: 'list' }, { name: 'large.bin', caption: '', tags: [] });
  });
  await withClient(app.database.adminUrl, (admin) =>
    admin.query(
      `insert into app.evidence (workspace_id, id, case_id, uploader_id, media_type, size, state, visibility, blob_key, received, sealed_list)
       values ($1, $2, $3, $4, 'application/pdf', $5, 'clean', 'case', $6, $5, $7)`,
      [a.workspaceId, id, made.id, a.people.member.userId, megabytes * MB, blob, list],
    ),
  );
}

/**
 * The most memory that was in use while an export was made and fetched, in MB, and the archive's size. What nobody
 * holds any more is collected before each look: how late the collector comes by itself says nothing of the export.
 */
async function peakOfExport(kept?: Uint8Array[]): Promise<{ peak: number; size: number }> {
  let peak = 0;
  const timer = setInterval(() => {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    peak = Math.max(peak, (heapUsed + arrayBuffers) / MB);
  }, 250);
  try {
    const { id } = await exportWorkspace(world.a);
    const reply = await fetchArchive(world, world.a, id);
    let size = 0;
    for await (const chunk of reply.body ?? []) {
      size += chunk.length;
      kept?.push(chunk);
    }
    return { peak, size: size / MB };
  } finally {
    clearInterval(timer);
  }
}

type Peak = Awaited<ReturnType<typeof peakOfExport>>;
/** A pipeline that is full holds some tens of MB, an archive in memory all of it: between the two lies half of it. */
const LIMIT = 0.5;
const growth = (small: Peak, large: Peak) => (large.peak - small.peak) / (large.size - small.size);

test('memory does not grow with the size of what is exported', async (context) => {
  await addFile(24);
  await peakOfExport();
  const small = await peakOfExport();
  await addFile(240);
  const large = await peakOfExport();
  context.diagnostic(
    `${small.size.toFixed()} MB: ${small.peak.toFixed()} MB; ${large.size.toFixed()} MB: ${large.peak.toFixed()} MB`,
  );
  assert.ok(large.size > small.size + 239);
  assert.ok(growth(small, large) < LIMIT, 'memory grows with the export');
  const holding = await peakOfExport([]);
  assert.ok(growth(small, holding) > LIMIT, 'control: whoever keeps the archive in memory is found out');
});
