const MIB = 1024 * 1024;
const MOST_BYTES = 1024 * MIB;
const MOST_PARTS = 30_000;
/** Office files full of tables unpack to thirty times their size; small ones may do as they like. */
const HARMLESS_BYTES = 64 * MIB;
const MOST_TIMES = 150;

/** The message completes "the file is …". */
export class ArchiveBomb extends Error {
  override readonly name = 'ArchiveBomb';
}

/** What one file may unpack to, all its layers together. Both methods throw `ArchiveBomb`. */
export class UnpackBudget {
  readonly #packedBytes: number;
  #bytes = 0;
  #parts = 0;

  constructor(packedBytes: number) {
    this.#packedBytes = packedBytes;
  }

  takePart(): void {
    this.#parts += 1;
    if (this.#parts > MOST_PARTS) throw new ArchiveBomb('an archive with too many parts');
  }

  takeBytes(bytes: number): void {
    this.#bytes += bytes;
    const tooDense = this.#bytes > HARMLESS_BYTES && this.#bytes > this.#packedBytes * MOST_TIMES;
    if (tooDense || this.#bytes > MOST_BYTES)
      throw new ArchiveBomb('an archive that unpacks to far too much');
  }
}
