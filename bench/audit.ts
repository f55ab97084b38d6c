/**
 * The audit log at a million entries: how long `caseward audit verify` takes for it, and how many entries the sealer
 * takes in a second. `npm run bench -- audit`; `--entries` and `--sealed` say how many.
 */
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { openDatabase } from '#server/platform/db/index.ts';
import { sealingStore, signingKeyStore } from '#server/security/audit/audit.store.ts';
import { formatCheckpointKey, signCheckpoint } from '#server/security/audit/checkpoint.ts';
import { EXPORT_FORMAT } from '#server/security/audit/export-line.ts';
import { leafOf } from '#server/security/audit/leaf.ts';
import { emptyTree } from '#server/security/audit/merkle.ts';
import { createSealer } from '#server/security/audit/sealer.ts';
import { openAuditSigner, signerOpener } from '#server/security/audit/signer.ts';
import { verifyStream } from '#server/security/audit/verify.ts';
import { withClient } from '#tests/support/admin.ts';
import { testEntry, testOrigin, testSigner } from '#tests/support/audit-log.ts';
import { createTestDatabase } from '#tests/support/database.ts';
import { testScope } from '#tests/support/key-scope.ts';

const { values } = parseArgs({
  options: {
    entries: { type: 'string', default: '1000000' },
    sealed: { type: 'string', default: '40000' },
  },
});
/** As the sealer makes them under load. */
const STRETCH = 5_000;
const BLOCK_BYTES = 1024 * 1024;

const folder = await mkdtemp(join(tmpdir(), 'caseward-audit-bench-'));
try {
  const entries = Number(values.entries);
  const file = join(folder, 'log.jsonl');
  await writeLog(file, entries);
  const begun = performance.now();
  const { ok } = await verifyStream(
    createReadStream(file, { highWaterMark: BLOCK_BYTES }),
    {},
    availableParallelism(),
  );
  if (!ok) throw new Error('the log of the bench does not verify');
  const seconds = (performance.now() - begun) / 1_000;
  console.log(
    `verify: ${entries} entries in ${seconds.toFixed(1)} s, ${Math.round(entries / seconds)} a second`,
  );
  const sealed = await sealingRate(Number(values.sealed));
  console.log(`seal: ${Math.round(sealed)} entries a second (the tests' cluster: fsync off)`);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function writeLog(file: string, entries: number): Promise<void> {
  const signer = await testSigner();
  const out = createWriteStream(file);
  const write = async (line: object) => {
    if (!out.write(`${JSON.stringify(line)}\n`)) await once(out, 'drain');
  };
  const key = formatCheckpointKey({ name: testOrigin, publicKey: signer.publicKey });
  await write({ type: 'header', format: EXPORT_FORMAT, origin: testOrigin, key, scope: 'deployment' });
  const tree = emptyTree();
  for (let seq = 0; seq < entries; seq += 1) {
    const entry = testEntry(seq);
    const leaf = leafOf(seq, entry);
    tree.append(leaf);
    await write({ type: 'entry', seq, leaf: leaf.toString('base64'), entry });
    if (tree.size % STRETCH > 0 && tree.size < entries) continue;
    const checkpoint = { origin: testOrigin, size: tree.size, root: tree.root() };
    await write({ type: 'checkpoint', note: signCheckpoint(signer, checkpoint) });
  }
  await finished(out.end());
}

/** From entries in the database to leaves and signed checkpoints there, per second. */
async function sealingRate(count: number): Promise<number> {
  const database = await createTestDatabase();
  const db = openDatabase({ url: database.sealerUrl, max: 1, prepared: true });
  try {
    await withClient(database.adminUrl, (admin) =>
      admin.query(
        `insert into app.audit_entries (actor_kind, actor_id, action, target_kind, target_id, fields, request_id, detail)
         select 'system', gen_random_uuid(), 'case.read', 'case', gen_random_uuid(), '{title,body}', 'bench ' || i, '{}'
         from generate_series(1, $1) i`,
        [count],
      ),
    );
    const { scope } = await testScope();
    await openAuditSigner(signingKeyStore(db), scope, testOrigin);
    const sealer = createSealer({ store: sealingStore(db), open: signerOpener(() => scope) });
    const begun = performance.now();
    let sealed = 0;
    for (let batch = -1; batch !== 0; sealed += batch) batch = (await sealer.sealOnce('seconds')) ?? 0;
    return sealed / ((performance.now() - begun) / 1_000);
  } finally {
    await db.close();
    await database.drop();
  }
}
