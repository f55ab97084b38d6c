import { openCheckpoint, parseCheckpointKey } from './checkpoint.ts';
import { parseHeader, parseLine } from './export-line.ts';
import { type Finding, refused } from './finding.ts';
import { LogWalk } from './log-walk.ts';

export interface Verification {
  readonly ok: boolean;
  /** Entries looked at; all of them when `ok`. */
  readonly entries: number;
  /** Of these, the ones there as leaves only, in the export of one workspace. */
  readonly withheld: number;
  /** Checkpoints whose signature and root hold. */
  readonly checkpoints: number;
  /** The key they are signed with, as the export says; compare it with the deployment's security page. */
  readonly key: string | undefined;
  /** The last checkpoint that holds: keep it, and later exports must continue it. */
  readonly lastNote: string | undefined;
  readonly firstBad?: Finding;
}

export interface Expectations {
  /** The key got elsewhere. Without it a forger may have signed everything anew with a key of their own. */
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
  return conclude(start ?? startWalk('', expected));
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
  if (expected.key !== undefined && expected.key !== header.key) {
    return {
      key: header.key,
      refusal: refused('The export is signed with another key than the one expected.'),
    };
  }
  const known = expected.note === undefined ? undefined : openCheckpoint(key, expected.note);
  if (expected.note !== undefined && !known) {
    return {
      key: header.key,
      refusal: refused('The checkpoint kept from before is not signed by this log.'),
    };
  }
  return { key: header.key, walk: new LogWalk({ key, known, mayWithhold: header.scope !== 'deployment' }) };
}

function conclude({ key, walk, refusal }: Start): Verification {
  const seen = walk?.conclude() ?? {
    entries: 0,
    withheld: 0,
    checkpoints: 0,
    lastNote: undefined,
    finding: refusal,
  };
  const { finding, ...counts } = seen;
  return { ok: finding === undefined, ...counts, key, ...(finding && { firstBad: finding }) };
}
