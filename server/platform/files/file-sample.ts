/** Enough of a file to tell what it is, taken while it streams by. */
export interface FileSample {
  readonly head: Buffer;
  /** The last bytes; begins inside the head where the file is short. */
  readonly tail: Buffer;
  /** Bytes. */
  readonly size: number;
  /** All of it is text: UTF-8, or one of the older encodings, without control characters. */
  readonly text: TextEncoding | undefined;
}

/** Labels that `TextDecoder` knows (WHATWG Encoding §4.2). */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

const HEAD_BYTES = 1024 * 1024;
/** What a decoder puts where bytes make no character. */
const REPLACEMENT = '\ufffd';
const TAIL_BYTES = 128 * 1024;

export class Sampler {
  readonly #head: Uint8Array[] = [];
  #headSize = 0;
  #tail = Buffer.alloc(0);
  #size = 0;
  readonly #utf8 = new TextDecoder('utf-8', { fatal: true });
  #isUtf8 = true;
  #hasControls = false;

  push(chunk: Uint8Array): void {
    this.#size += chunk.byteLength;
    if (this.#headSize < HEAD_BYTES) {
      const part = Buffer.from(chunk.subarray(0, HEAD_BYTES - this.#headSize));
      this.#head.push(part);
      this.#headSize += part.byteLength;
    }
    this.#tail = Buffer.concat([this.#tail, chunk.subarray(-TAIL_BYTES)]).subarray(-TAIL_BYTES);
    if (!this.#hasControls) this.#hasControls = chunk.some(isControl);
    if (this.#isUtf8) this.#decode(chunk, true);
  }

  end(): FileSample {
    if (this.#isUtf8) this.#decode(new Uint8Array(), false);
    const head = Buffer.concat(this.#head);
    return { head, tail: this.#tail, size: this.#size, text: this.#encoding(head) };
  }

  #encoding(head: Buffer): TextEncoding | undefined {
    const wide = wideEncoding(head);
    if (wide) return wide;
    if (this.#hasControls) return undefined;
    return this.#isUtf8 ? 'utf-8' : 'windows-1252';
  }

  #decode(chunk: Uint8Array, stream: boolean): void {
    try {
      this.#utf8.decode(chunk, { stream });
    } catch {
      this.#isUtf8 = false;
    }
  }
}

/** UTF-16 is believed where it begins with a byte order mark and the head reads as text all through. */
function wideEncoding(head: Buffer): TextEncoding | undefined {
  const order = head.length < 2 ? 0 : head.readUInt16BE(0);
  const encoding = order === 0xfffe ? 'utf-16le' : order === 0xfeff ? 'utf-16be' : undefined;
  if (!encoding) return undefined;
  const even = head.subarray(0, head.length - (head.length % 2));
  const text = new TextDecoder(encoding).decode(even);
  const readable =
    !text.includes(REPLACEMENT) && !Array.from(text).some((character) => isControl(character.charCodeAt(0)));
  return readable ? encoding : undefined;
}

/** What no text has: all below space but tab, line breaks, form feed and escape (of coloured logs). */
function isControl(code: number): boolean {
  return code < 0x20 && !(code >= 0x09 && code <= 0x0d) && code !== 0x1b;
}

export async function sampleOf(content: AsyncIterable<Uint8Array>): Promise<FileSample> {
  const sampler = new Sampler();
  for await (const chunk of content) sampler.push(chunk);
  return sampler.end();
}
