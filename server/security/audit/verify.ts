import { parseCheckpointKey } from './checkpoint.ts';
import { parseWitnessKey } from './cosignature.ts';
import { parseHeader } from './export-line.ts';
import { type Finding, notWitnessed, otherKey, refused } from './finding.ts';
import { blocksOf, linesIn, linesOf } from './lines.ts';
import { LogWalk } from './log-walk.ts';
import { parseProvenLine } from './proven-line.ts';
import { ProvenWalk } from './proven-walk.ts';
import { readInParallel } from './read-in-parallel.ts';
import { readLine, searchBudget } from './read-line.ts';
import { isTable, TableWalk } from './table-walk.ts';
import type { Walk, WalkTerms } from './walk.ts';
import { type Witnessed, Witnesses } from './witnesses.ts';

export interface Verification {
  readonly ok: boolean;
  /** Whether it holds every entry of its log; else it holds entries that fit a filter, and one left out is not found. */
  readonly whole: boolean;
  /** Entries looked at; all of them when `ok`. */
  readonly entries: number;
  /** Of these, the ones there as leaves only, in the export of one workspace. */
  readonly withheld: number;
  /** Entries that were not sealed yet and that nothing proves. */
  readonly waiting: number;
  /** Checkpoints whose signature and root hold. */
  readonly checkpoints: number;
  /** The log's first key, as the export says; compare it, or the newest of `keys`, with the security page. */
  readonly key: string | undefined;
  /** Every key that signed a checkpoint which holds, oldest first; each but the first was handed over to. */
  readonly keys: readonly string[];
  /** The last checkpoint that holds: keep it, and later exports must continue it. */
  readonly lastNote: string | undefined;
  /** By whom it was countersigned, and how far. */
  readonly witnessed: readonly Witnessed[];
  readonly firstBad?: Finding;
}

export interface Expectations {
  /** A key of the log got elsewhere, the first or a later one. Without it a forger may have signed everything anew with a key of their own. */
  readonly key?: string | undefined;
  /** A checkpoint kept from before, or by a witness: the log must contain it, so it cannot be cut short. */
  readonly note?: string | undefined;
  /** Keys of witnesses, each of which must have countersigned a checkpoint that holds. */
  readonly witnesses?: readonly string[] | undefined;
}

/**
 * Verifies an export offline, line by line: every leaf is recomputed from its entry, every root or proof compared with
 * what was signed, and the first thing wrong is named. Takes a whole log (`caseward-audit/1`), entries with their proofs
 * (`caseward-audit/2`), and the table of those. Memory holds the lines since the last checkpoint.
 */
export async function verifyExport(
  lines: AsyncIterable<string> | Iterable<string>,
  expected: Expectations = {},
): Promise<Verification> {
  const terms = termsOf(expected);
  let start: Start | undefined;
  for await (const line of lines) {
    if (start === undefined && isTable(line)) start = { key: undefined, walk: new TableWalk(terms) };
    else if (start?.walk) start.walk.take(line);
    else start = startWalk(line, terms);
    if (start.walk === undefined || start.walk.finished) break;
  }
  return conclude(start ?? startWalk('', terms), expected, terms);
}

/**
 * The same of the bytes of an export. A whole log is read in as many threads as are given: its leaves are recomputed side
 * by side, its tree and signatures looked at in order.
 */
export async function verifyStream(
  stream: AsyncIterable<Uint8Array>,
  expected: Expectations = {},
  threads = 1,
): Promise<Verification> {
  const blocks = blocksOf(stream);
  const first = (await blocks.next()).value ?? Buffer.alloc(0);
  const [header = '', ...lines] = linesIn(first);
  const terms = termsOf(expected);
  const start = startWalk(header, terms);
  if (start.log === undefined || threads < 2) return verifyExport(linesOf(inTurn(first, blocks)), expected);
  const budget = searchBudget();
  const read = lines.map((line) => readLine(line, budget));
  for await (const some of inTurn(read, readInParallel(blocks, threads))) {
    for (const line of some) if (!start.log.finished) start.log.take(line);
    if (start.log.finished) break;
  }
  return conclude(start, expected, terms);
}

async function* inTurn<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}

interface Start {
  readonly key: string | undefined;
  readonly walk?: Walk;
  /** The walk once more, where it goes through a whole log. */
  readonly log?: LogWalk;
  readonly refusal?: Finding;
}

function termsOf({ note, witnesses = [] }: Expectations): WalkTerms {
  return { note, witnesses: new Witnesses(witnesses.flatMap((text) => parseWitnessKey(text) ?? [])) };
}

function startWalk(headerLine: string, terms: WalkTerms): Start {
  const header = parseHeader(headerLine) ?? parseProvenLine(headerLine);
  const key = header?.type === 'header' ? parseCheckpointKey(header.key) : undefined;
  if (header?.type !== 'header' || key?.name !== header.origin || key === undefined) {
    return { key: undefined, refusal: refused('The first line is not the header of an export.') };
  }
  if (header.format !== 'caseward-audit/1') {
    const walk = new ProvenWalk(header, key, terms);
    return { key: header.key, walk: reading(walk, (line) => walk.take(parseProvenLine(line))) };
  }
  const { note: knownNote, witnesses } = terms;
  const options = { key, knownNote, witnesses, mayWithhold: header.scope !== 'deployment' };
  const walk = new LogWalk(options);
  const budget = searchBudget();
  return { key: header.key, log: walk, walk: reading(walk, (line) => walk.take(readLine(line, budget))) };
}

function reading(walk: Pick<Walk, 'finished' | 'conclude'>, take: Walk['take']): Walk {
  return {
    get finished() {
      return walk.finished;
    },
    take,
    conclude: () => walk.conclude(),
  };
}

function conclude(
  { key, walk, log, refusal }: Start,
  expected: Expectations,
  { witnesses }: WalkTerms,
): Verification {
  const nothing = {
    entries: 0,
    withheld: 0,
    waiting: 0,
    checkpoints: 0,
    lastNote: undefined,
    signedWith: [],
  };
  const {
    signedWith: keys,
    finding: found,
    ...counts
  } = walk?.conclude() ?? { ...nothing, finding: refusal };
  // A key that was only handed over to proves nothing; what it has signed itself does.
  const strange = expected.key !== undefined && !keys.includes(expected.key);
  const { missing, seen: witnessed } = witnesses;
  const alone = missing && notWitnessed(missing.name);
  const finding = found ?? (strange ? otherKey() : alone);
  const named = key ?? walk?.key;
  const outcome = {
    ok: finding === undefined,
    whole: log !== undefined,
    ...counts,
    key: named,
    keys,
    witnessed,
  };
  return { ...outcome, ...(finding && { firstBad: finding }) };
}
