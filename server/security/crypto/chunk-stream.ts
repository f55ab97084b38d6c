import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { Transform } from 'node:stream';
import { UnsealError } from './crypto.errors.ts';
import { CHUNK_SIZE, chunkNonce, SEALED_CHUNK_SIZE, TAG_SIZE } from './sealed-file.layout.ts';

/**
 * Plaintext in; `head`, then chunks of 64 KiB sealed with AES-256-GCM out. Position and finality are the nonce, so the
 * key must never have sealed anything else.
 */
export function sealChunks(key: KeyObject, head: Buffer): Transform {
  const stream = streamOf(
    chunker(CHUNK_SIZE, (index, final, chunk) => {
      const cipher = createCipheriv('aes-256-gcm', key, chunkNonce(index, final));
      return Buffer.concat([cipher.update(chunk), cipher.final(), cipher.getAuthTag()]);
    }),
  );
  stream.push(head);
  return stream;
}

/**
 * The other way; `keyFor` is asked with the first `headSize` bytes. What comes out has been verified, but only a stream
 * that ends without an error was whole: a chunk dropped, cut, repeated or moved is an UnsealError.
 */
export function openChunks(headSize: number, keyFor: (head: Buffer) => KeyObject): Transform {
  let head = Buffer.alloc(0);
  let rest: Chunker | undefined;
  return streamOf({
    take(data) {
      if (rest !== undefined) return rest.take(data);
      head = Buffer.concat([head, data]);
      if (head.length < headSize) return [];
      const key = keyFor(head.subarray(0, headSize));
      rest = chunker(SEALED_CHUNK_SIZE, (index, final, chunk) => openChunk(key, index, final, chunk));
      return rest.take(head.subarray(headSize));
    },
    end() {
      if (rest === undefined) throw new UnsealError();
      return rest.end();
    },
  });
}

export function openChunk(key: KeyObject, index: number, final: boolean, chunk: Uint8Array): Buffer {
  const tagAt = chunk.length - TAG_SIZE;
  if (tagAt < 0) throw new UnsealError();
  const decipher = createDecipheriv('aes-256-gcm', key, chunkNonce(index, final), {
    authTagLength: TAG_SIZE,
  });
  decipher.setAuthTag(chunk.subarray(tagAt));
  const plaintext = decipher.update(chunk.subarray(0, tagAt));
  try {
    decipher.final();
  } catch {
    throw new UnsealError();
  }
  return plaintext;
}

type Turn = (index: number, final: boolean, chunk: Buffer) => Buffer;

interface Chunker {
  take(data: Buffer): Buffer[];
  end(): Buffer;
}

/** Hands `turn` pieces of exactly `size` bytes; the last one, 0 to `size` bytes, is final. */
function chunker(size: number, turn: Turn): Chunker {
  let waiting: Buffer[] = [];
  let held = 0;
  let index = 0;

  function next(final: boolean): Buffer {
    const all = waiting.length === 1 && waiting[0] ? waiting[0] : Buffer.concat(waiting, held);
    waiting = [all.subarray(size)];
    held = Math.max(0, held - size);
    return turn(index++, final, all.subarray(0, size));
  }

  return {
    take(data) {
      waiting.push(data);
      held += data.length;
      const out: Buffer[] = [];
      // A full chunk waits for one more byte, because only the last chunk is marked final.
      while (held > size) out.push(next(false));
      return out;
    },
    end: () => next(true),
  };
}

function streamOf({ take, end }: Chunker): Transform {
  const stream: Transform = new Transform({
    transform: (data: Buffer, _encoding, done) => settle(done, () => push(stream, take(data))),
    flush: (done) => settle(done, () => push(stream, [end()])),
  });
  return stream;
}

function push(stream: Transform, pieces: readonly Buffer[]): void {
  for (const piece of pieces) stream.push(piece);
}

function settle(done: (error?: Error | null) => void, work: () => void): void {
  try {
    work();
  } catch (error) {
    done(error instanceof Error ? error : new UnsealError());
    return;
  }
  done();
}
