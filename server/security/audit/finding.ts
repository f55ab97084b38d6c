import type { Place } from './place.ts';

export type TamperKind = 'edited' | 'deleted' | 'inserted' | 'reordered' | 'checkpoint' | 'unreadable';

/** The first thing that is wrong with an export. */
export interface Finding {
  readonly kind: TamperKind;
  /** The entry's number in the log, counted from 0. */
  readonly seq: number;
  readonly entryId: string | null;
  /** First and last number it lies between, where leaves were rewritten too and only the range is certain. */
  readonly within?: readonly [number, number];
  readonly sentence: string;
}

function named({ entryId, sealedAs }: Place): string {
  return `Entry ${sealedAs}${entryId === null ? '' : ` (${entryId})`}`;
}

export function edited(place: Place): Finding {
  const sentence = `${named(place)} is not what was sealed.`;
  return { kind: 'edited', seq: place.sealedAs, entryId: place.entryId, sentence };
}

export function inserted(place: Place): Finding {
  const sentence = `${named(place)} was not in the log at this place when it was signed.`;
  return { kind: 'inserted', seq: place.sealedAs, entryId: place.entryId, sentence };
}

export function reordered(place: Place): Finding {
  const sentence = `${named(place)} does not stand where it was sealed.`;
  return { kind: 'reordered', seq: place.sealedAs, entryId: place.entryId, sentence };
}

export function deleted(seq: number): Finding {
  return { kind: 'deleted', seq, entryId: null, sentence: `Entry ${seq} is missing.` };
}

export function missing(first: number, seq: number, last: number): Finding {
  const sentence = `Entry ${seq} is missing, or another between ${first} and ${last} is and the rest were rewritten.`;
  return { kind: 'deleted', seq, entryId: null, within: [first, last], sentence };
}

export function rewritten(first: number, last: number): Finding {
  const sentence = `Entries ${first} to ${last} are not what was signed: at least one was rewritten with its leaf.`;
  return { kind: 'edited', seq: first, entryId: null, within: [first, last], sentence };
}

export function insertedWithin(first: number, last: number): Finding {
  const sentence = `Between ${first} and ${last} an entry was inserted and the rest were rewritten.`;
  return { kind: 'inserted', seq: first, entryId: null, within: [first, last], sentence };
}

export function misplaced(seq: number, size: number): Finding {
  const sentence = `The checkpoint over ${size} entries does not stand behind them.`;
  return { kind: 'checkpoint', seq, entryId: null, sentence };
}

export function uncovered([first]: readonly Place[]): Finding | undefined {
  if (!first) return undefined;
  const sentence = `The entries from ${first.seq} on are not covered by any signed checkpoint.`;
  return { kind: 'inserted', seq: first.seq, entryId: first.entryId, sentence };
}

export function withheld(seq: number): Finding {
  const sentence = `Entry ${seq} is missing: only its leaf is there.`;
  return { kind: 'deleted', seq, entryId: null, sentence };
}

export function unsigned(seq: number): Finding {
  const sentence = `The checkpoint before entry ${seq} does not carry a good signature.`;
  return { kind: 'checkpoint', seq, entryId: null, sentence };
}

export function unreadable(seq: number): Finding {
  return {
    kind: 'unreadable',
    seq,
    entryId: null,
    sentence: `The line where entry ${seq} belongs cannot be read.`,
  };
}

export function refused(sentence: string): Finding {
  return { kind: 'checkpoint', seq: 0, entryId: null, sentence };
}

export function unlikeKnown(size: number): Finding {
  const sentence = `The first ${size} entries are not those of the checkpoint kept from before.`;
  return { kind: 'edited', seq: 0, entryId: null, within: [0, size - 1], sentence };
}

export function cutShort(size: number, knownSize: number): Finding {
  const sentence = `Entries ${size} to ${knownSize - 1} are missing: the log was longer before.`;
  return { kind: 'deleted', seq: size, entryId: null, within: [size, knownSize - 1], sentence };
}

export function knownUnsigned(): Finding {
  return refused('The checkpoint kept from before is not signed by this log.');
}

export function otherKey(): Finding {
  return refused('The export is signed with another key than the one expected.');
}

export function nothingSigned(): Finding {
  return refused('The export holds no signed checkpoint, so nothing in it is proven.');
}

export function brokenOff(reached: number): Finding {
  const seq = reached + 1;
  const where = reached < 0 ? 'before its first entry' : `behind entry ${reached}`;
  const sentence = `The export breaks off ${where}: its last line is missing.`;
  return { kind: 'unreadable', seq, entryId: null, sentence };
}

export function unproven(): Finding {
  return refused('The export does not hold as many entries as its last line says.');
}

export function notWitnessed(name: string): Finding {
  return refused(`No checkpoint of this is countersigned by ${name}.`);
}

export function misquoted(place: Place): Finding {
  const sentence = `${named(place)} reads otherwise in the table than it was sealed.`;
  return { kind: 'edited', seq: place.sealedAs, entryId: place.entryId, sentence };
}
