import { text } from 'node:stream/consumers';
import type { Archive } from '../../platform/archive/index.ts';
import { StartError } from '../../platform/start-error.ts';
import { type Manifest, pathsOf, readManifest } from './manifest.ts';

const ID = /^backups\/(\d{8}T\d{6}Z-[0-9a-f]{8})\/manifest\.json$/;

/** The ids of all finished backups of an archive, oldest first. */
export async function listBackups(archive: Archive): Promise<string[]> {
  const ids: string[] = [];
  for await (const { name } of archive.list('backups/')) {
    const id = ID.exec(name)?.[1];
    if (id !== undefined) ids.push(id);
  }
  return ids.sort();
}

export async function loadManifest(archive: Archive, id: string, signer: Uint8Array): Promise<Manifest> {
  const manifest = readManifest(await text(await archive.get(pathsOf(id).manifest)), signer);
  if (manifest.id !== id) throw new StartError(`The backup ${id} carries the manifest of another one.`);
  return manifest;
}

/** The moment a backup's id tells, which is when it was begun. */
export function momentOf(id: string): Date {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/.exec(id)?.map(Number) ?? [];
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second));
}

/**
 * The newest backup of no later than `until`.
 * @throws StartError where there is none.
 */
export async function chooseBackup(archive: Archive, until?: Date): Promise<string> {
  const ids = await listBackups(archive);
  const chosen = ids.filter((id) => until === undefined || momentOf(id) <= until).at(-1);
  if (chosen !== undefined) return chosen;
  if (ids[0] === undefined)
    throw new StartError(
      'The archive holds no finished backup; check CASEWARD_BACKUPS and what belongs to it.',
    );
  throw new StartError(
    `There is no backup of that moment or before: the oldest is of ${momentOf(ids[0]).toISOString()}.`,
  );
}
