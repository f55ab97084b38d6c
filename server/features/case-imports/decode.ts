import type { ImportEncoding } from '#contracts/case-imports.ts';

type Bytes = AsyncIterable<Uint8Array>;

/** The text of a file, without its byte order mark; what is no character of the encoding becomes U+FFFD. */
export async function* decoded(
  bytes: Bytes,
  encoding: ImportEncoding,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

/**
 * How a file is most likely encoded: by its byte order mark, by the zero bytes that UTF-16 has in Latin text, as UTF-8 where
 * all of it is that, and else as Windows writes it in the West.
 */
export async function guessEncoding(bytes: Bytes): Promise<ImportEncoding> {
  const strict = new TextDecoder('utf-8', { fatal: true });
  let first = true;
  try {
    for await (const chunk of bytes) {
      const wide = first ? wideEncoding(chunk) : undefined;
      if (wide !== undefined) return wide;
      first = false;
      strict.decode(chunk, { stream: true });
    }
    strict.decode();
    return 'utf-8';
  } catch (error) {
    if (error instanceof TypeError) return 'windows-1252';
    throw error;
  }
}

const LOOKED_AT = 1_000;

function wideEncoding(chunk: Uint8Array): ImportEncoding | undefined {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return 'utf-16le';
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return 'utf-16be';
  const head = chunk.subarray(0, LOOKED_AT);
  const zeros = (odd: number) => head.filter((byte, at) => at % 2 === odd && byte === 0).length;
  if (zeros(1) > head.length / 4) return 'utf-16le';
  return zeros(0) > head.length / 4 ? 'utf-16be' : undefined;
}
