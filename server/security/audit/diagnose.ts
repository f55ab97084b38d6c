import {
  deleted,
  edited,
  type Finding,
  inserted,
  insertedWithin,
  misplaced,
  missing,
  reordered,
  rewritten,
  uncovered,
} from './finding.ts';
import type { MerkleTree } from './merkle.ts';
import type { Place } from './place.ts';

/** The entries between two checkpoints, and what the second one signed. */
export interface Stretch {
  /** The log up to the first checkpoint. */
  readonly before: MerkleTree;
  readonly places: readonly Place[];
  /** Undefined where no signature follows. */
  readonly signed: { readonly size: number; readonly root: Buffer } | undefined;
}

export interface Diagnosis {
  readonly finding: Finding;
  /** What may follow and tell that something else happened. */
  readonly watch?: Watch;
}

export interface Watch {
  readonly number: number;
  /** The finding if an entry sealed under this number turns up. */
  readonly ifSeen: (seen: Place) => Finding;
  /** The finding if no later checkpoint covers this number. */
  readonly ifUncovered?: Finding;
  readonly covered?: boolean;
}

/** The first thing wrong with a stretch; undefined when it is what was signed. */
export function diagnose(stretch: Stretch): Diagnosis | undefined {
  const broken = diagnoseLines(stretch);
  if (broken) return broken;
  if (stretch.signed) return diagnoseRange(stretch, stretch.signed);
  const finding = uncovered(stretch.places);
  return finding && { finding };
}

/** The first line that does not fit its own leaf or number; undefined when each is sound in itself. */
export function diagnoseLines(stretch: Stretch): Diagnosis | undefined {
  const { before, places } = stretch;
  const at = places.findIndex(
    ({ seq, sealedAs, genuine }, i) => sealedAs !== before.size + i || seq !== sealedAs || !genuine,
  );
  const place = places[at];
  return place && diagnosePlace(stretch, at, place);
}

function diagnosePlace(stretch: Stretch, at: number, place: Place): Diagnosis {
  const { before, places, signed } = stretch;
  const expected = before.size + at;
  const intruder = intruderOf(stretch, place);
  if (intruder) return { finding: inserted(intruder) };
  if (!place.genuine || place.sealedAs === expected) return { finding: edited(place) };
  if (place.sealedAs < expected) return { finding: inserted(place) };
  const home = places.find(({ sealedAs }) => sealedAs === expected);
  if (!home && (signed === undefined || expected < signed.size)) {
    return { finding: deleted(expected), watch: { number: expected, ifSeen: reordered } };
  }
  const moved = home && place.sealedAs === expected + 1 ? home : place;
  return { finding: reordered(moved), watch: { number: place.sealedAs, ifSeen: () => inserted(place) } };
}

/** Of several lines sealed under one number, the one that does not belong; undefined when there is but one. */
function intruderOf(stretch: Stretch, place: Place): Place | undefined {
  const twins = stretch.places.filter(({ sealedAs }) => sealedAs === place.sealedAs);
  if (twins.length < 2) return undefined;
  const forged = twins.find(({ genuine }) => !genuine);
  return forged ?? twins.find((twin) => holdsWithout(stretch, twin)) ?? twins.at(-1);
}

function holdsWithout({ before, places, signed }: Stretch, left: Place): boolean {
  const rest = places.filter((place) => place !== left);
  return signed !== undefined && holds(before, rest, signed);
}

function holds(
  before: MerkleTree,
  places: readonly Place[],
  signed: { size: number; root: Buffer },
): boolean {
  if (before.size + places.length !== signed.size) return false;
  const tree = before.copy();
  for (const { leaf } of places) tree.append(leaf);
  return tree.root().equals(signed.root);
}

// Every line is sound in itself here, so whoever changed something rewrote its leaf too.
function diagnoseRange(
  { before, places }: Stretch,
  signed: { size: number; root: Buffer },
): Diagnosis | undefined {
  if (holds(before, places, signed)) return undefined;
  const first = before.size;
  const covered = places.slice(0, Math.max(0, signed.size - first));
  const extra = places[covered.length];
  if (signed.size < first) return { finding: misplaced(first, signed.size) };
  const next = first + places.length;
  if (next < signed.size) {
    const finding = missing(first, next, signed.size - 1);
    const within = finding.within ?? [first, next];
    return { finding, watch: { number: next, ifSeen: (seen) => ({ ...reordered(seen), within }) } };
  }
  if (!extra) return { finding: rewritten(first, signed.size - 1) };
  return holds(before, covered, signed)
    ? diagnoseExtra(extra)
    : { finding: insertedWithin(first, signed.size) };
}

// Behind what was signed here: moved up from further on, or new.
function diagnoseExtra(extra: Place): Diagnosis {
  const added = inserted(extra);
  const watch = { number: extra.sealedAs, ifSeen: () => added, ifUncovered: added };
  return { finding: reordered(extra), watch };
}
