import { type Checkpoint, type CheckpointKey, formatCheckpointKey, openCheckpoint } from './checkpoint.ts';
import { type Diagnosis, diagnose, diagnoseLines, type Watch } from './diagnose.ts';
import {
  cutShort,
  type Finding,
  knownUnsigned,
  nothingSigned,
  unlikeKnown,
  unreadable,
  unsigned,
  withheld,
} from './finding.ts';
import { emptyTree, type MerkleTree } from './merkle.ts';
import type { Place } from './place.ts';
import type { ReadLine } from './read-line.ts';
import type { Witnesses } from './witnesses.ts';

export interface WalkOptions {
  /** The log's first key; later ones are handed over to in the log itself. */
  readonly key: CheckpointKey;
  /** A checkpoint the log must contain, signed by any key of it. */
  readonly knownNote: string | undefined;
  readonly witnesses: Witnesses;
  /** Whether entries may be there as leaves only. */
  readonly mayWithhold: boolean;
}

type EntryLine = Exclude<ReadLine, { type: 'checkpoint' }>;

/** Goes through the lines of an export after its header, and remembers the first thing wrong. */
export class LogWalk {
  readonly #options: WalkOptions;
  #tree = emptyTree();
  #places: Place[] = [];
  #diagnosis: Diagnosis | undefined;
  #lastNote: string | undefined;
  #key: CheckpointKey;
  #known: Checkpoint | undefined;
  readonly #signedWith = new Set<string>();
  #counts = { entries: 0, withheld: 0, checkpoints: 0 };

  constructor(options: WalkOptions) {
    this.#options = options;
    this.#key = options.key;
    this.#openKnown();
  }

  /** Nothing that follows can change the outcome. */
  get finished(): boolean {
    return this.#diagnosis !== undefined && this.#diagnosis.watch === undefined;
  }

  take(line: ReadLine | undefined): void {
    if (this.#diagnosis?.watch) this.#look(this.#diagnosis.watch, line);
    else if (line?.type === 'checkpoint') this.#takeCheckpoint(line.note);
    else if (line) this.#takeEntry(line);
    else this.#diagnosis = this.#atOnce(unreadable(this.#reached));
  }

  conclude() {
    const watch = this.#diagnosis?.watch;
    const uncovered = watch?.covered ? undefined : watch?.ifUncovered;
    const finding = uncovered ?? this.#diagnosis?.finding ?? this.#atEnd();
    const signedWith = [...this.#signedWith];
    return { ...this.#counts, waiting: 0, lastNote: this.#lastNote, signedWith, finding };
  }

  get #reached(): number {
    return this.#tree.size + this.#places.length;
  }

  #takeEntry(line: EntryLine): void {
    this.#counts.entries += 1;
    if (line.type === 'leaf') {
      if (!this.#options.mayWithhold) this.#diagnosis = this.#atOnce(withheld(line.place.seq));
      this.#counts.withheld += 1;
    }
    this.#places.push(line.place);
  }

  #takeCheckpoint(note: string): void {
    const signed = openCheckpoint(this.#key, note);
    if (!signed) {
      this.#diagnosis = this.#atOnce(unsigned(this.#reached));
      return;
    }
    const { tree, unlike } = this.#grow();
    const stretch = { before: this.#tree, places: this.#places, signed };
    if (diagnoseLines(stretch) || tree.size !== signed.size || !tree.root().equals(signed.root)) {
      this.#diagnosis = diagnose(stretch);
      return;
    }
    if (unlike) this.#diagnosis = { finding: unlike };
    this.#tree = tree;
    this.#places = [];
    this.#lastNote = note;
    this.#options.witnesses.take(note, signed.size);
    this.#counts.checkpoints += 1;
    this.#signedWith.add(formatCheckpointKey(this.#key));
    if (signed.next) {
      this.#key = signed.next;
      this.#openKnown();
    }
  }

  #openKnown(): void {
    const { knownNote } = this.#options;
    if (knownNote !== undefined) this.#known ??= openCheckpoint(this.#key, knownNote);
  }

  /** The log with the waiting entries, and whether it departs from the known checkpoint on the way. */
  #grow(): { tree: MerkleTree; unlike: Finding | undefined } {
    const known = this.#known;
    const tree = this.#tree.copy();
    let unlike: Finding | undefined;
    for (const { leaf } of this.#places) {
      tree.append(leaf);
      if (known?.size === tree.size && !known.root.equals(tree.root())) unlike = unlikeKnown(known.size);
    }
    return { tree, unlike };
  }

  /** What is wrong with the lines so far comes before what is wrong now. */
  #atOnce(finding: Finding): Diagnosis {
    return diagnoseLines({ before: this.#tree, places: this.#places, signed: undefined }) ?? { finding };
  }

  #look(watch: Watch, line: ReadLine | undefined): void {
    if (!line) return;
    if (line.type === 'checkpoint') {
      const covered = (openCheckpoint(this.#key, line.note)?.size ?? 0) > watch.number;
      if (covered && this.#diagnosis) this.#diagnosis = { ...this.#diagnosis, watch: { ...watch, covered } };
      return;
    }
    if (line.place.sealedAs === watch.number) this.#diagnosis = { finding: watch.ifSeen(line.place) };
  }

  #atEnd(): Finding | undefined {
    const known = this.#known;
    const rest = diagnose({ before: this.#tree, places: this.#places, signed: undefined });
    if (rest) return rest.finding;
    if (this.#counts.checkpoints === 0) return nothingSigned();
    if (this.#options.knownNote !== undefined && !known) return knownUnsigned();
    return known && known.size > this.#tree.size ? cutShort(this.#tree.size, known.size) : undefined;
  }
}
