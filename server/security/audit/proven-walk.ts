import { type Checkpoint, type CheckpointKey, formatCheckpointKey, openCheckpoint } from './checkpoint.ts';
import {
  brokenOff,
  edited,
  type Finding,
  knownUnsigned,
  nothingSigned,
  refused,
  reordered,
  unlikeKnown,
  unproven,
  unreadable,
  unsigned,
} from './finding.ts';
import { leafOf } from './leaf.ts';
import { verifyConsistency, verifyInclusion } from './merkle.verify.ts';
import type { ProvenHeader, ProvenLine } from './proven-line.ts';
import { parseCheckpointKey } from './signed-note.ts';
import type { WalkTerms } from './walk.ts';
import type { Witnesses } from './witnesses.ts';

type EntryLine = Extract<ProvenLine, { type: 'entry' }>;

/** Goes through the lines of an export with proofs, and remembers the first thing wrong. */
export class ProvenWalk {
  readonly #header: ProvenHeader;
  readonly #knownNote: string | undefined;
  readonly #witnesses: Witnesses;
  #checkpoint: Checkpoint | undefined;
  #finding: Finding | undefined;
  #reached = -1;
  /** Of the part since the last header. */
  #part = 0;
  #ended: Extract<ProvenLine, { type: 'end' }> | undefined;
  readonly #keys = new Set<string>();
  #counts = { entries: 0, waiting: 0, checkpoints: 0 };

  /** `first` is the key that the header names. */
  constructor(header: ProvenHeader, first: CheckpointKey, { note, witnesses }: WalkTerms) {
    this.#header = header;
    this.#knownNote = note;
    this.#witnesses = witnesses;
    this.#finding = this.#follow(first);
  }

  get finished(): boolean {
    return this.#finding !== undefined;
  }

  take(line: ProvenLine | undefined): void {
    if (line === undefined) this.#finding = unreadable(this.#reached + 1);
    else if (line.type === 'header') this.#goOn(line);
    else if (this.#ended) this.#finding = refused('There are lines behind the end of the export.');
    else if (line.type === 'entry') this.#takeEntry(line);
    else if (line.type === 'waiting') this.#counts.waiting += 1;
    else this.#ended = line;
  }

  conclude() {
    const finding = this.#finding ?? this.#atEnd();
    const lastNote = finding === undefined ? this.#header.trail.at(-1)?.note : undefined;
    return { ...this.#counts, withheld: 0, lastNote, signedWith: [...this.#keys], finding };
  }

  /** From the first key to the last checkpoint, each step signed, and nothing taken back on the way. */
  #follow(first: CheckpointKey): Finding | undefined {
    let key: CheckpointKey | undefined = first;
    const steps: Checkpoint[] = [];
    for (const { note } of this.#header.trail) {
      const step: Checkpoint | undefined = key && openCheckpoint(key, note);
      if (key === undefined || step === undefined) return unsigned(steps.at(-1)?.size ?? 0);
      this.#keys.add(formatCheckpointKey(key));
      steps.push(step);
      key = step.next ?? key;
    }
    this.#counts.checkpoints = steps.length;
    for (const [at, step] of steps.entries())
      this.#witnesses.take(this.#header.trail[at]?.note ?? '', step.size);
    this.#checkpoint = steps.at(-1);
    const torn = steps.findIndex(
      (step, at) => !this.#continues(step, this.#header.trail[at]?.consistency ?? []),
    );
    if (torn >= 0) return unlikeKnown(steps[torn]?.size ?? 0);
    return this.#knownNote === undefined ? undefined : this.#continuesKnown(this.#knownNote);
  }

  #continues({ size, root }: Checkpoint, consistency: readonly string[]): boolean {
    const last = this.#checkpoint;
    if (last === undefined) return false;
    if (size === 0) return consistency.length === 0;
    const proof = consistency.map(bytes);
    return verifyConsistency({ size, root, laterSize: last.size, laterRoot: last.root, proof });
  }

  #continuesKnown(note: string): Finding | undefined {
    const keys = [...this.#keys].flatMap((text) => parseCheckpointKey(text) ?? []);
    const known = keys.map((key) => openCheckpoint(key, note)).find((opened) => opened !== undefined);
    if (known === undefined) return knownUnsigned();
    const { earlier, trail } = this.#header;
    const last = this.#checkpoint;
    const given = earlier?.size === known.size ? earlier : trail.find(({ note: of }) => of === note);
    const proof = known.size === last?.size ? [] : given?.consistency;
    if (proof === undefined)
      return refused(
        `The export has no proof that it continues the checkpoint kept from before; ask for it since ${known.size}.`,
      );
    return this.#continues(known, proof) ? undefined : unlikeKnown(known.size);
  }

  #takeEntry({ seq, entry, proof }: EntryLine): void {
    const { id: entryId } = entry;
    const leaf = leafOf(seq, entry);
    const place = { seq, sealedAs: seq, leaf, entryId, genuine: false };
    const { size = 0, root = Buffer.alloc(0) } = this.#checkpoint ?? {};
    if (!verifyInclusion({ leaf, index: seq, size, root, proof: proof.map(bytes) }))
      this.#finding = edited(place);
    else if (seq <= this.#reached) this.#finding = reordered(place);
    this.#reached = seq;
    this.#counts.entries += 1;
    this.#part += 1;
  }

  /** A second header is where an export that broke off was taken up again. */
  #goOn({ after, trail }: ProvenHeader): void {
    const same = trail.at(-1)?.note === this.#header.trail.at(-1)?.note;
    if (this.#ended || !same || after !== this.#reached)
      this.#finding = refused('The second part of the export does not continue the first.');
    // What waited is said again at the end.
    this.#counts.waiting = 0;
    this.#part = 0;
  }

  #atEnd(): Finding | undefined {
    if (this.#ended === undefined) return brokenOff(this.#reached);
    const { entries, waiting } = this.#ended;
    if (entries !== this.#part || waiting !== this.#counts.waiting) return unproven();
    return this.#header.trail.length === 0 ? nothingSigned() : undefined;
  }
}

function bytes(text: string): Buffer {
  return Buffer.from(text, 'base64');
}
