import { createSha256 } from '../../security/crypto/index.ts';

/** What went by: bytes and their SHA-256 in hexadecimal. */
export interface Digested {
  readonly bytes: number;
  readonly sha256: string;
}

/** Passes a stream on unchanged and counts it; `told` may be read when the stream has ended. */
export function digesting(stream: AsyncIterable<Uint8Array>): {
  readonly passing: AsyncIterable<Uint8Array>;
  readonly told: () => Digested;
} {
  const hash = createSha256();
  let bytes = 0;
  let sha256: string | undefined;
  async function* passing(): AsyncGenerator<Uint8Array, void> {
    for await (const piece of stream) {
      hash.update(piece);
      bytes += piece.byteLength;
      yield piece;
    }
    sha256 = hash.digest().toString('hex');
  }
  return {
    passing: passing(),
    told() {
      if (sha256 === undefined) throw new Error('the stream has not ended');
      return { bytes, sha256 };
    },
  };
}
