import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { parseWitnessKey } from '../security/audit/cosignature.ts';
import { type Expectations, type Verification, verifyStream } from '../security/audit/verify.ts';

/** Read at once, and the share of one thread. */
const BLOCK_BYTES = 1024 * 1024;

export const auditVerifyHelp = `caseward audit verify FILE [--key KEY] [--checkpoint FILE] [--keep FILE] [--witness KEY]… [--json]

  Verifies an export of the audit log offline: no database, no network, no trust in this deployment. Names the
  first entry that was edited, deleted, inserted or reordered. Exit code 1 when one was, 2 when the file cannot
  be read.

  FILE          the export, as lines of JSON or as a table (CSV); - reads standard input. Entries of a filtered export
                are proven to be in the log, not to be all that fit
  --key         a public key of the log got elsewhere, the first or a later one; without it a forger may have signed
                anew
  --checkpoint  a checkpoint kept from an earlier verification, which this export must continue
  --keep        writes the last checkpoint there, for the next time
  --witness     the key of a witness, which must have countersigned; how far it has is shown. Its own page /api/v1/witness
                tells the last checkpoint it has seen: kept in a file, that is a --checkpoint
  --json        one JSON object instead of sentences`;

const options = {
  key: { type: 'string' },
  checkpoint: { type: 'string' },
  keep: { type: 'string' },
  witness: { type: 'string', multiple: true },
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
    const result = await verifyFile(file, {
      key: values.key,
      note: await noteIn(values.checkpoint),
      witnesses: values.witness?.map(witnessKey),
    });
    if (values.keep && result.ok && result.lastNote) await writeFile(values.keep, result.lastNote);
    print(values.json ? JSON.stringify(result, null, 2) : report(result, values.key !== undefined));
    return result.ok ? 0 : 1;
  } catch (error) {
    warn(`The export cannot be read: ${error instanceof Error ? error.message : error}`);
    return 2;
  }
}

/** @throws Error for what is no key: a misspelt one must not pass for a witness. */
function witnessKey(text: string): string {
  if (parseWitnessKey(text) === undefined) throw new Error('--witness is not the key of a witness');
  return text;
}

function verifyFile(file: string, expected: Expectations): Promise<Verification> {
  const stream: AsyncIterable<Uint8Array> =
    file === '-' ? process.stdin : createReadStream(file, { highWaterMark: BLOCK_BYTES });
  return verifyStream(stream, expected, availableParallelism());
}

async function noteIn(file: string | undefined): Promise<string | undefined> {
  return file === undefined ? undefined : readFile(file, 'utf8');
}

function report(result: Verification, keyWasGiven: boolean): string {
  const { ok, whole, entries, withheld, waiting, checkpoints, keys, firstBad } = result;
  if (!ok) return `BROKEN: ${firstBad?.sentence}`;
  const changed = whole
    ? 'none edited, deleted, inserted or reordered'
    : 'none edited, inserted or reordered';
  const lines = [
    `Holds: ${count(entries, 'entry', 'entries')}, ${count(checkpoints, 'signed checkpoint')}, ${changed}.`,
  ];
  if (!whole) lines.push('Whether one that fits was left out, only the whole log (JSON lines) can tell.');
  if (withheld > 0)
    lines.push(`Of these, ${withheld} are there as digests only, as entries of other workspaces are.`);
  if (waiting > 0) lines.push(`Beside them, ${waiting} not sealed yet: nothing proves those.`);
  for (const { name, size, at } of result.witnessed)
    lines.push(`Countersigned by ${name} up to entry ${size - 1}, on ${at}.`);
  if (keys.length > 1)
    lines.push(`Its keys were handed over ${count(keys.length - 1, 'time')}, each by the one before.`);
  if (!keyWasGiven)
    lines.push(
      'Compare a key with one got elsewhere, or give it with --key:',
      ...keys.map((key) => `  ${key}`),
    );
  return lines.join('\n');
}

function count(number: number, one: string, more = `${one}s`): string {
  return `${number} ${number === 1 ? one : more}`;
}
