import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { assertStatus, type Json } from '#tests/support/client.ts';
import { openZip, recordsOf } from '#tests/support/exports.ts';
import type { Owner } from './owner.ts';
import type { Scene, Stage } from './work.ts';

/** An export that a killed node had is taken over after a minute of silence, by a look once a minute. */
const PATIENCE_MS = 300_000;

/** Asks for one export after the other until the kill; one that is under way is left to itself. */
export async function askExports(
  { client, path }: Owner,
  { ledger, killed }: Pick<Scene, 'ledger' | 'killed'>,
): Promise<void> {
  while (!killed.aborted) {
    const cases = new Set(ledger.cases.keys());
    const asked = await client.post(`${path}/exports`);
    if (asked.status === 202) ledger.exports.set(asked.body.id, cases);
    else assertStatus(asked, 409);
    await sleep(200);
  }
}

/** Each export that was asked for is there; one that is done is whole. Gives how many were looked at. */
export async function checkExports({ deployment, ledger, owner, ownerAnew }: Stage): Promise<number> {
  if (ledger.exports.size === 0) return 0;
  const { items }: { items: Json[] } = (await owner.client.get(`${owner.path}/exports`)).body;
  for (const id of ledger.exports.keys()) {
    const item = items.find((one) => one.id === id);
    assert.ok(item, `the export ${id} was confirmed and is lost`);
    assert.notEqual(item.state, 'failed', `the export ${id} failed`);
  }
  const done = items.filter(({ id, state }) => state === 'done' && ledger.exports.has(id));
  if (done.length === 0) return items.length;
  const fresh = await ownerAnew();
  for (const { id } of done) {
    const path = `${fresh.path}/exports/${id}/archive`;
    const bytes = await bytesAt(fresh, `${deployment.url}/api/v1${path}`);
    await assertWhole(bytes, ledger.exports.get(id) ?? new Set());
    // Looked at once: an archive never changes, and the list shows fifty.
    ledger.exports.delete(id);
    ledger.exported += 1;
  }
  return items.length;
}

/** What is still under way comes to its end, whatever was killed under it. */
export async function finishExports(scene: Stage): Promise<void> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(500)) {
    await checkExports(scene);
    if (scene.ledger.exports.size === 0) return;
    assert.ok(Date.now() < deadline, 'an export that was confirmed does not come to its end');
  }
}

async function bytesAt({ credentials }: Owner, url: string): Promise<Buffer> {
  const reply = await fetch(url, { headers: { cookie: credentials.cookie ?? '' } });
  assert.equal(reply.status, 200, 'an export that is done can be fetched');
  return Buffer.from(await reply.arrayBuffer());
}

/** Every file is as the manifest says, and every case is there that was confirmed before it was asked for. */
export async function assertWhole(bytes: Buffer, cases: ReadonlySet<string>): Promise<void> {
  const archive = await openZip(bytes);
  const manifest: Json = JSON.parse(String(archive.get('manifest.json')));
  for (const { name, sha256 } of manifest.files) {
    const content = archive.get(name);
    assert.ok(content, `${name} is not in the archive`);
    assert.equal(createHash('sha256').update(content).digest('hex'), sha256, `${name} is there by half`);
  }
  const ids = new Set(recordsOf(archive, 'cases').map(({ id }) => id));
  for (const path of cases)
    assert.ok(ids.has(path.split('/').at(-1)), `${path} was confirmed and is not in the export`);
}
