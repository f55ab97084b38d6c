import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { readKit } from '#server/features/recovery-kit/index.ts';
import { readKeptFiles } from '#server/operator/backup/kept-files.ts';
import { chooseBackup, listBackups, loadManifest } from '#server/operator/backup/list-backups.ts';
import { filePath, pathsOf } from '#server/operator/backup/manifest.ts';
import { verified } from '#server/operator/backup/restore.ts';
import { openArchive } from '#server/platform/archive/index.ts';
import { assertStatus, type Client, type Json } from '#tests/support/client.ts';
import { cut, type Deployment } from './deployment.ts';
import { checkImports, readImports } from './imports.ts';
import { inTime } from './in-time.ts';
import { bodyOf, contentOf } from './ledger.ts';
import { fileContent, linkOf } from './owner.ts';
import type { Scene, Work } from './work.ts';

/** Nothing confirmed is lost; what was not confirmed is whole or not there. Gives how many things were looked at. */
export async function checkRecords(scene: Scene): Promise<number> {
  return (await checkCases(scene)) + (await checkFiles(scene));
}

async function checkCases(scene: Scene): Promise<number> {
  const { owner, ledger, round } = scene;
  const { client, path } = owner;
  // Before the cases: what an import says must be true of all that is seen after.
  const imports = await readImports(scene);
  const listed = await pages(client, `${path}/cases/query`);
  const titles = new Map(listed.map(({ id, title }): [string, string] => [`${path}/cases/${id}`, title]));
  for (const [at, title] of ledger.cases)
    assert.equal(titles.get(at), title, `${title} was confirmed and is lost`);
  const fresh = [...titles].filter(([, title]) => title.startsWith(`${round} `));
  for (const [at, title] of fresh) {
    const reply = await client.get(at);
    assertStatus(reply, 200);
    assert.ok(JSON.stringify(reply.body).includes(bodyOf(title)), `${title} is there by half`);
  }
  return ledger.cases.size + fresh.length + (await checkImports(scene, imports, titles.values()));
}

async function pages(client: Client, path: string): Promise<Json[]> {
  const items: Json[] = [];
  for (let cursor: string | null = null; ; ) {
    const reply = await client.post(path, { limit: 100, cursor });
    assertStatus(reply, 200);
    items.push(...reply.body.items);
    cursor = reply.body.next;
    if (cursor === null) return items;
  }
}

async function checkFiles({ owner, deployment, ledger, shelf, round }: Scene): Promise<number> {
  const shown = await pages(owner.client, `${shelf}/evidence/query`);
  const clean = new Map(
    shown.filter(({ state }) => state === 'clean').map(({ id, name }): [string, string] => [id, name]),
  );
  for (const [id, name] of ledger.files)
    assert.equal(clean.get(id), name, `${name} was confirmed and is lost`);
  const due = [...clean].filter(([, name]) => name.startsWith(`${round} `));
  for (const [id, name] of due) {
    const content = await fileContent(owner, deployment.url, id);
    assert.ok(content.equals(contentOf(name)), `${name} is not as it was sent`);
  }
  return ledger.files.size + due.length;
}

/** Each backup that the archive shows is whole, and each that was said to be made is shown. */
export async function checkArchive({ deployment, kit, ledger }: Scene): Promise<number> {
  const archive = await openArchive({ kind: 'folder', folder: deployment.archive });
  const { signer } = readKit(await readFile(kit, 'utf8'));
  const ids = await listBackups(archive);
  for (const id of ledger.backups) assert.ok(ids.includes(id), `the backup ${id} was said to be made`);
  const newest = await chooseBackup(archive);
  const manifest = await loadManifest(archive, newest, signer);
  const { database, files } = pathsOf(newest);
  await drained(verified(await archive.get(database), manifest.database, database));
  for (const [file, expected] of await readKeptFiles(await archive.get(files), manifest.files)) {
    const name = filePath(manifest.key, file);
    await drained(verified(await archive.get(name), expected, name));
  }
  assert.equal(manifest.files.missing, 0);
  return ids.length;
}

/** What was cut short elsewhere is begun again, and comes to its end. */
export async function checkElsewhere(name: string, { elsewhere }: Work, { kit }: Scene): Promise<void> {
  if (elsewhere === undefined) return;
  try {
    if (name === 'restore') {
      const again = elsewhere.command('restore', '--kit', kit);
      const code = await inTime('the second restore', again.ended);
      const done = code === 0 || /There are accounts in this database/.test(again.output());
      assert.ok(done, again.output());
      const server = await elsewhere.start();
      assert.ok(!server.output().includes('/setup#'), 'a restore shows its rows or none');
      await cut(server);
    } else {
      // The first may meet a half-made database that the killed one's own initdb still writes to, and says so.
      const server = await elsewhere.start().catch(async () => {
        await sleep(3_000);
        return elsewhere.start();
      });
      await linkOf(server);
      await cut(server);
    }
  } finally {
    await removed(elsewhere);
  }
}

async function removed(deployment: Deployment): Promise<void> {
  await deployment.killDatabase();
  await deployment.remove();
}

async function drained(stream: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of stream);
}
