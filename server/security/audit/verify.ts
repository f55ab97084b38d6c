import { parseCheckpointKey } from './checkpoint.ts';
import { parseHeader, parseLine } from './export-line.ts';
import { type Finding, otherKey, refused } from './finding.ts';
import { LogWalk } from './log-walk.ts';

export interface Verification {
  readonly ok: boolean;
  /** Entries looked at; all of them when `ok`. */
  readonly entries: number;
  /** Of these, the ones there as leaves only, in the export of one workspace. */
  readonly withheld: number;
  /** Checkpoints whose signature and root hold. */
  readonly checkpoints: number;
  /** The log's first key, as the export says; compare it, or the newest of `keys`, with the security page. */
  readonly key: string | undefined;
  /** Every key that signed a checkpoint which holds, oldest first; each but the first was handed over to. */
  readonly keys: readonly string[];
  /** The last checkpoint that holds: keep it, and later exports must continue it. */
  readonly lastNote: string | undefined;
  readonly firstBad?: Finding;
}

export interface Expectations {
  /** A key of the log got elsewhere, the first or a later one. Without it a forger may have signed everything anew with a key of their own. */
  readonly key?: string | undefined;
  /** A checkpoint kept from before, or by a witness: the log must contain it, so it cannot be cut short. */
  readonly note?: string | undefined;
}

/**
 * Verifies an export offline, line by line: every leaf is recomputed from its entry, every root compared with
 * the signed one, and the first thing wrong is named. Memory holds the lines since the last checkpoint.
 */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  expected: Expectations = {},
): Promise<Verification> {
  let start: Start | undefined;
  for await (const line of lines) {
    if (start?.walk) start.walk.take(parseLine(line));
    else start = startWalk(line, expected);
    if (start.walk === undefined || start.walk.finished) break;
  }
  return conclude(start ?? startWalk('', expected), expected);
}

interface Start {
  readonly key: string | undefined;
  readonly walk?: LogWalk;
  readonly refusal?: Finding;
}

function startWalk(headerLine: string, expected: Expectations): Start {
  const header = parseHeader(headerLine);
  const key = header && parseCheckpointKey(header.key);
  if (!header || key?.name !== header.origin) {
    return { key: undefined, refusal: refused('The first line is not the header of an export.') };
  }
  const options = { key, knownNote: expected.note, mayWithhold: header.scope !== 'deployment' };
  return { key: header.key, walk: new LogWalk(options) };
}

function conclude({ key, walk, refusal }: Start, expected: Expectations): Verification {
  const nothing = { entries: 0, withheld: 0, checkpoints: 0, lastNote: undefined, signedWith: [] };
  const {
    signedWith: keys,
    finding: found,
    ...counts
  } = walk?.conclude() ?? { ...nothing, finding: refusal };
  // A key that was only handed over to proves nothing; what it has signed itself does.
  const strange = expected.key !== undefined && !keys.includes(expected.key);
  const finding = found ?? (strange ? otherKey() : undefined);
  return { ok: finding === undefined, ...counts, key, keys, ...(finding && { firstBad: finding }) };
}
