const LINE_FEED = 10;

/**
 * The lines of a UTF-8 stream, split at line feeds alone: JSON may hold every other line separator.
 * The last line counts whether or not a line feed ends it.
 */
export async function* linesOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  for await (const block of blocksOf(stream)) yield* linesIn(block);
}

/** The lines of a block of whole ones. */
export function linesIn(block: Uint8Array): string[] {
  const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(block).split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** A stream in pieces that end where a line ends. */
export async function* blocksOf(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  let rest: Uint8Array[] = [];
  for await (const piece of stream) {
    const end = piece.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      yield Buffer.concat([...rest, piece.subarray(0, end)]);
      rest = [];
    }
    // A copy: whoever sends the pieces may fill the same memory again.
    if (end < piece.length) rest.push(Uint8Array.from(piece.subarray(end)));
  }
  if (rest.length > 0) yield Buffer.concat(rest);
}
