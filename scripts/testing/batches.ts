import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Starting a process, loading the server and warming up cost more than most files of this folder do by themselves. */
const SHARED = 'tests/http/';

/** What a file changes, measures or spoils for others of its process: it gets one of its own. */
const OWN_PROCESS = /\bprocess\.|\bglobalThis\b|\bmock\b|#tests\/attacks\/|#tests\/proofs\/|matrix-half/;

const AT_MOST = 8;

/** Puts files that can do so into one process, a few at a time, neighbours together; the others stay alone. */
export function batchesOf(root: string, files: readonly string[]): string[][] {
  const batches: string[][] = [];
  let open: string[] = [];
  for (const file of files) {
    if (!sharesProcess(root, file)) {
      batches.push([file]);
      continue;
    }
    if (open.length === 0 || open.length === AT_MOST) {
      open = [];
      batches.push(open);
    }
    open.push(file);
  }
  return batches;
}

function sharesProcess(root: string, file: string): boolean {
  return file.startsWith(SHARED) && !OWN_PROCESS.test(readFileSync(join(root, file), 'utf8'));
}
