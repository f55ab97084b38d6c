/** A piece of a dump: what it is, and its bytes. */
export interface Frame {
  readonly kind: FrameKind;
  readonly bytes: Buffer;
}

/** A table begins (JSON), its rows as COPY writes them, a table ends (JSON), the dump ends (JSON). */
export type FrameKind = 'T' | 'R' | 'E' | 'Z';

const HEAD = 5;
const KINDS = 'TREZ';
/** Bytes: far above what a writer makes, so that a damaged length is not believed. */
const LARGEST = 64 * 1024 * 1024;

export class BrokenDump extends Error {
  override readonly name = 'BrokenDump';
}

/** Layout: kind (1) · length (4, big-endian) · bytes. */
export function frame(kind: FrameKind, bytes: Buffer): Buffer {
  const head = Buffer.alloc(HEAD);
  head.write(kind, 0, 'latin1');
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

export function jsonFrame(kind: FrameKind, value: unknown): Buffer {
  return frame(kind, Buffer.from(JSON.stringify(value), 'utf8'));
}

/** The frames of a stream. Throws BrokenDump where it ends within one, or holds something else. */
export async function* framesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Frame, void, undefined> {
  let waiting: Buffer = Buffer.alloc(0);
  for await (const piece of stream) {
    waiting = waiting.length === 0 ? Buffer.from(piece) : Buffer.concat([waiting, piece]);
    for (let size = sizeOf(waiting); size !== undefined && waiting.length >= size; size = sizeOf(waiting)) {
      yield { kind: kindOf(waiting), bytes: waiting.subarray(HEAD, size) };
      waiting = waiting.subarray(size);
    }
  }
  if (waiting.length > 0) throw new BrokenDump('The dump ends in the middle.');
}

function sizeOf(waiting: Buffer): number | undefined {
  if (waiting.length < HEAD) return undefined;
  const length = waiting.readUInt32BE(1);
  if (length > LARGEST) throw new BrokenDump('The dump is damaged.');
  return HEAD + length;
}

function kindOf(waiting: Buffer): FrameKind {
  const kind = waiting.toString('latin1', 0, 1);
  if (!KINDS.includes(kind)) throw new BrokenDump('The dump is damaged.');
  return kind as FrameKind;
}
