/** The first bytes of the file stand in front of every later window, so that rules can ask for its kind. */
const HEAD_BYTES = 1024;

/**
 * Cuts a stream of any length into windows of at most `size` bytes. Consecutive windows share `overlap` bytes,
 * so nothing shorter than that is ever cut in two.
 */
export class Windows {
  readonly #buffer: Uint8Array;
  readonly #overlap: number;
  #filled = 0;
  /** Bytes before this one belong to the head or to the window before. */
  #fresh = 0;

  constructor(size: number, overlap: number) {
    if (size <= overlap + HEAD_BYTES) throw new RangeError('a window must be larger than its overlap');
    this.#buffer = new Uint8Array(size);
    this.#overlap = overlap;
  }

  /** Takes the next bytes; yields each window as it fills. A window is valid until the next one is asked for. */
  *push(chunk: Uint8Array): Iterable<Uint8Array> {
    for (let at = 0; at < chunk.byteLength; ) {
      const part = chunk.subarray(at, at + this.#buffer.length - this.#filled);
      this.#buffer.set(part, this.#filled);
      this.#filled += part.byteLength;
      at += part.byteLength;
      if (this.#filled < this.#buffer.length) continue;
      yield this.#buffer;
      this.#buffer.copyWithin(HEAD_BYTES, this.#filled - this.#overlap, this.#filled);
      this.#filled = HEAD_BYTES + this.#overlap;
      this.#fresh = this.#filled;
    }
  }

  /** What is left; nothing where all of it was in a window already. An empty stream is one empty window. */
  *end(): Iterable<Uint8Array> {
    if (this.#filled > this.#fresh || this.#fresh === 0) yield this.#buffer.subarray(0, this.#filled);
  }
}
