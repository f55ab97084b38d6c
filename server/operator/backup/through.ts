import { Readable, type Transform } from 'node:stream';

/**
 * A stream through these ways, begun when it is first read: one that fails before anybody listens would end the process.
 */
export async function* through(
  source: AsyncIterable<Uint8Array>,
  ...ways: Transform[]
): AsyncGenerator<Buffer, void, undefined> {
  let stream = Readable.from(source, { objectMode: false });
  for (const way of ways) stream = stream.compose(way);
  yield* stream as AsyncIterable<Buffer>;
}
