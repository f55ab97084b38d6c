import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { openRecordNote, type RecordStamp } from '../security/audit/record-note.ts';
import { parseCheckpointKey } from '../security/audit/signed-note.ts';
import { sha256 } from '../security/crypto/index.ts';

export const recordHelp = `caseward record verify FILE [--key KEY]

  Verifies offline what a workspace keeps of a departure, an access review or an erasure: no database, no network, no trust in
  this deployment. Exit code 1 when it was changed or is not signed, 2 when the file cannot be read.

  FILE   the record, as it was downloaded
  --key  the public key of the audit log got elsewhere; without it a forger may have signed with a key of their own`;

const File = z.object({ record: z.string(), note: z.string().nullable(), key: z.string().nullable() });
type File = z.infer<typeof File>;

const options = { key: { type: 'string' } } as const;

/** `caseward record verify`. Returns the exit code. */
export async function recordCommand(
  [verb, ...args]: string[],
  print: (line: string) => void = console.log,
  warn: (line: string) => void = console.error,
): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [path] = positionals;
  if (verb !== 'verify' || path === undefined || positionals.length > 1) {
    warn(recordHelp);
    return 2;
  }
  const file = await readFile(path, 'utf8').then(parse, () => undefined);
  if (file === undefined) {
    warn('The file cannot be read, or is no record.');
    return 2;
  }
  const { sentence, stamp } = verifyRecord(file, values.key);
  if (stamp === undefined) {
    print(`BROKEN: ${sentence}`);
    return 1;
  }
  print(`Holds: ${stamp.kind.replace('_', ' ')} ${stamp.id} of ${placeOf(stamp)}, as it was signed.`);
  if (values.key === undefined)
    print(`Compare the key with one got elsewhere, or give it with --key:\n  ${file.key}`);
  return 0;
}

function placeOf({ kind, workspaceId }: RecordStamp): string {
  if (workspaceId === 'deployment') return 'the deployment';
  return `${kind === 'erasure' ? 'subject' : 'workspace'} ${workspaceId}`;
}

/** What was signed, where the text is that; else the sentence that says why not. */
export function verifyRecord(
  { record, note, key: own }: File,
  given?: string,
): { readonly stamp?: RecordStamp; readonly sentence: string } {
  if (note === null || own === null)
    return { sentence: 'It was not signed yet when it was downloaded. Download it again.' };
  const key = parseCheckpointKey(given ?? own);
  if (key === undefined) return { sentence: 'The key is none.' };
  const stamp = openRecordNote(key, note);
  if (stamp === undefined) return { sentence: 'The signature is not one of this key.' };
  return stamp.digest.equals(sha256(record))
    ? { stamp, sentence: '' }
    : { sentence: 'The text is not the one that was signed.' };
}

function parse(text: string): File | undefined {
  try {
    return File.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
