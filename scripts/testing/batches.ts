import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Folders whose files share processes, and how many do: starting one, loading the server and warming up cost more than
 * most of these files do by themselves.
 */
const AT_MOST: readonly (readonly [folder: string, files: number])[] = [
  ['tests/http/', 8],
  ['tests/browser/', 3],
  ['server/', 20],
  ['web/', 20],
];

/** What a file changes, measures or spoils for others of its process: it gets one of its own. */
const OWN_PROCESS = /\bprocess\.|\bglobalThis\b|\bmock\b|#tests\/attacks\/|#tests\/proofs\/|matrix-half/;

/** Puts files that can do so into one process, a few at a time, neighbours together; the others stay alone. */
export function batchesOf(root: string, files: readonly string[]): string[][] {
  const batches: string[][] = [];
  const open = new Map<string, string[]>();
  for (const file of files) {
    const shared = sharedFolder(root, file);
    if (shared === undefined) {
      batches.push([file]);
      continue;
    }
    const [folder, most] = shared;
    const batch = open.get(folder);
    if (batch !== undefined && batch.length < most) {
      batch.push(file);
      continue;
    }
    const begun = [file];
    open.set(folder, begun);
    batches.push(begun);
  }
  return batches;
}

function sharedFolder(root: string, file: string) {
  if (OWN_PROCESS.test(readFileSync(join(root, file), 'utf8'))) return undefined;
  return AT_MOST.find(([folder]) => file.startsWith(folder));
}
