import { open } from 'node:fs/promises';
import { loadConfig, processEnv } from '../config.ts';
import { openBlobs } from '../platform/blobs/index.ts';
import { openDatabase } from '../platform/db/index.ts';
import { StartError } from '../platform/start-error.ts';
import { ZipError } from '../platform/zip/index.ts';
import { createKeyRing, openRootKey, SYSTEM_SCOPE } from '../security/crypto/index.ts';
import { holdDoorKey } from '../security/tenancy/index.ts';
import { withDatabases } from './databases.ts';
import { type ImportReport, importWorkspace } from './import/import-workspace.ts';
import { fileSource } from './import/open-archive.ts';
import { loadKeys } from './key-rows.ts';

export const importHelp = `caseward import ARCHIVE

  Makes a workspace of an export (Settings, Data) of this or another deployment: the same records, files, roles,
  restrictions and legal holds. Every file is compared with the manifest before anything is written, and all of it is
  one transaction. Members sign in by their address; whoever has no account here gets one.

  Keys, tokens, sign-in methods, single sign-on and directories do not come along: they are set up anew. The audit log
  of the old workspace stays in the archive, where it can be verified.`;

/** Imports a workspace. Returns the exit code. */
export async function importCommand(
  args: string[],
  print: (line: string) => void = console.log,
  warn: (line: string) => void = console.error,
): Promise<number> {
  const [path, ...rest] = args;
  if (path === undefined || rest.length > 0 || path.startsWith('-')) {
    warn(importHelp);
    return 2;
  }
  try {
    const report = await importFile(path);
    print(summary(report));
    return 0;
  } catch (error) {
    if (!(error instanceof ZipError)) throw error;
    throw new StartError(`This is no archive that can be read: ${error.message}.`);
  }
}

async function importFile(path: string): Promise<ImportReport> {
  const config = loadConfig(processEnv());
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    return await withDatabases(config, async ({ app, operator: url }) => {
      if (url === undefined) throw new StartError('This command needs DATABASE_OPERATOR_URL.');
      const operator = openDatabase({ url, max: 2, prepared: false });
      const live = openDatabase({ url: app, max: 2, prepared: false });
      try {
        const root = openRootKey(config.rootKey);
        const ring = createKeyRing({ root, load: (scope) => loadKeys(operator, scope) });
        const system = await ring.open(SYSTEM_SCOPE);
        await holdDoorKey(live, system);
        const blobs = await openBlobs(config.blobs);
        return await importWorkspace({ operator, live, root, system, blobs }, fileSource(file, size));
      } finally {
        await live.close();
        await operator.close();
      }
    });
  } finally {
    await file.close();
  }
}

function summary({ workspaceId, records, files, people, skipped, stayed, owners }: ImportReport): string {
  const left =
    skipped === 0 ? '' : ` ${skipped} records name something that is not in the archive and were left out.`;
  const kinds = [...stayed].map(([kind, count]) => `${kind} (${count})`).join(', ');
  const inArchive = kinds === '' ? '' : `\nIn the archive alone stay: ${kinds}.`;
  return `The workspace is ${workspaceId}: ${records} records, ${files} files, ${people} new accounts.${left}${inArchive}
Owned, as the archive says, by: ${owners.join(', ') || 'nobody'}.`;
}
