import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import type { Role } from '#contracts/common.ts';
import { type ImportReport, importWorkspace } from '#server/operator/import/import-workspace.ts';
import { loadKeys } from '#server/operator/key-rows.ts';
import { openDatabase } from '#server/platform/db/index.ts';
import { readArchive, type StoredFile, writeArchive, type ZipSource } from '#server/platform/zip/index.ts';
import { createKeyRing, localRootKey, SYSTEM_SCOPE } from '#server/security/crypto/index.ts';
import type { TestApp } from './app.ts';
import { assertStatus, type Json } from './client.ts';
import type { Place, TestWorld } from './world.ts';

/** The files of an archive by name. */
export type Archive = ReadonlyMap<string, Buffer>;

/** Asks for an export and waits until it is done. */
export async function exportWorkspace(place: Place, role: Role = 'owner'): Promise<Json> {
  const asked = await place.as(role).post(`${place.path}/exports`);
  assertStatus(asked, 202);
  return exportDone(place, asked.body.id, role);
}

export async function exportDone(place: Place, id: string, role: Role = 'owner'): Promise<Json> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { items } = (await place.as(role).get(`${place.path}/exports`)).body;
    const found = items.find((item: Json) => item.id === id);
    if (found.state !== 'queued' && found.state !== 'running') return found;
    await pause(100);
  }
  throw new Error('the export was not done');
}

export function fetchArchive(
  world: TestWorld,
  place: Place,
  id: string,
  role: Role = 'owner',
): Promise<Response> {
  const { cookie } = place.people[role];
  return fetch(`${world.test.url}/api/v1${place.path}/exports/${id}/archive`, { headers: { cookie } });
}

const sourceOf = (bytes: Buffer): ZipSource => ({
  size: bytes.length,
  readAt: async (offset, length) => bytes.subarray(offset, offset + length),
});

/** Makes a workspace of an archive, as the operator's command does. */
export async function importInto(test: TestApp, archive: Buffer): Promise<ImportReport> {
  const operator = openDatabase({ url: test.database.operatorUrl, max: 2, prepared: false });
  try {
    const root = localRootKey(join(test.folder, 'root.keys'));
    const ring = createKeyRing({ root, load: (scope) => loadKeys(operator, scope) });
    const system = await ring.open(SYSTEM_SCOPE);
    const { db: live, blobs } = test.app.services;
    return await importWorkspace({ operator, live, root, system, blobs }, sourceOf(archive));
  } finally {
    await operator.close();
  }
}

export async function openZip(bytes: Buffer): Promise<Archive> {
  const files = new Map<string, Buffer>();
  for await (const { name, content } of readArchive(sourceOf(bytes))) {
    files.set(name, Buffer.concat(await Array.fromAsync(content())));
  }
  return files;
}

/** An archive of these files. With a manifest, that is written anew: it states what the files are now. */
export async function zipOf(files: Archive): Promise<Buffer> {
  const stored = [...restated(files)].map(
    ([name, bytes]): StoredFile => ({
      name,
      deflated: false,
      crc32: crc32(bytes),
      size: bytes.length,
      stored: bytes.length,
      async *content() {
        yield bytes;
      },
    }),
  );
  const listing = async function* () {
    yield* stored;
  };
  return Buffer.concat(await Array.fromAsync(writeArchive(listing)));
}

function restated(files: Archive): Archive {
  const manifest = JSON.parse(String(files.get('manifest.json')));
  const stated = manifest.files.map((one: Json) => {
    const bytes = files.get(one.name) ?? Buffer.alloc(0);
    return { ...one, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  });
  const text = JSON.stringify({ ...manifest, files: stated });
  return new Map([...files, ['manifest.json', Buffer.from(text)]]);
}

/** The records of a kind, over all of its files. */
export function recordsOf(archive: Archive, kind: string): Json[] {
  return [...archive]
    .filter(([name]) => new RegExp(`^records/${kind}-\\d{4}\\.ndjson$`).test(name))
    .flatMap(([, bytes]) => bytes.toString().trim().split('\n'))
    .map((line) => JSON.parse(line));
}
