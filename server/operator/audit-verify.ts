import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Expectations, type Verification, verifyExport } from '../security/audit/verify.ts';
import { linesOf } from './lines.ts';

export const auditVerifyHelp = `caseward audit verify FILE [--key KEY] [--checkpoint FILE] [--keep FILE] [--json]

  Verifies an export of the audit log offline: no database, no network, no trust in this deployment. Names the
  first entry that was edited, deleted, inserted or reordered. Exit code 1 when one was, 2 when the file cannot
  be read.

  FILE          the export; - reads standard input
  --key         a public key of the log got elsewhere, the first or a later one; without it a forger may have signed
                anew
  --checkpoint  a checkpoint kept from an earlier verification, which this export must continue
  --keep        writes the last checkpoint there, for the next time
  --json        one JSON object instead of sentences`;

const options = {
  key: { type: 'string' },
  checkpoint: { type: 'string' },
  keep: { type: 'string' },
  json: { type: 'boolean', default: false },
} as const;

/** Verifies an export of the audit log. Returns the exit code. */
export async function auditVerifyCommand(
  args: string[],
  print: (line: string) => void = console.log,
  warn: (line: string) => void = console.error,
): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    warn(auditVerifyHelp);
    return 2;
  }
  try {
    const result = await verifyFile(file, { key: values.key, note: await noteIn(values.checkpoint) });
    if (values.keep && result.ok && result.lastNote) await writeFile(values.keep, result.lastNote);
    print(values.json ? JSON.stringify(result, null, 2) : report(result, values.key !== undefined));
    return result.ok ? 0 : 1;
  } catch (error) {
    warn(`The export cannot be read: ${error instanceof Error ? error.message : error}`);
    return 2;
  }
}

function verifyFile(file: string, expected: Expectations): Promise<Verification> {
  const stream: AsyncIterable<Uint8Array> = file === '-' ? process.stdin : createReadStream(file);
  return verifyExport(linesOf(stream), expected);
}

async function noteIn(file: string | undefined): Promise<string | undefined> {
  return file === undefined ? undefined : readFile(file, 'utf8');
}

function report(result: Verification, keyWasGiven: boolean): string {
  const { ok, entries, withheld, checkpoints, keys, firstBad } = result;
  if (!ok) return `BROKEN: ${firstBad?.sentence}`;
  const lines = [
    `Holds: ${entries} entries, ${checkpoints} signed checkpoints, none edited, deleted, inserted or reordered.`,
  ];
  if (withheld > 0)
    lines.push(`Of these, ${withheld} belong to other workspaces and are there as digests only.`);
  if (keys.length > 1)
    lines.push(`Its keys were handed over ${keys.length - 1} times, each by the one before.`);
  if (!keyWasGiven)
    lines.push(
      'Compare a key with one got elsewhere, or give it with --key:',
      ...keys.map((key) => `  ${key}`),
    );
  return lines.join('\n');
}
