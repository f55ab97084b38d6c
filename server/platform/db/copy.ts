import { once } from 'node:events';
import { Readable } from 'node:stream';
import type pg from 'pg';

/** What `pg` gives and takes during a COPY; its types leave these out. */
interface Wire {
  readonly stream: NodeJS.ReadWriteStream & { readonly writableNeedDrain: boolean };
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

/** Rows come one a message: they are handed on in pieces of about this many bytes. */
const PIECE = 65_536;

/**
 * Runs `copy … to stdout` and gives its bytes, no faster than they are taken. Nothing else may run on the client
 * meanwhile. Destroying the stream early leaves the connection unusable.
 */
export function copyOut(client: pg.Client, text: string): Readable {
  let wire: Wire | undefined;
  let waiting: Buffer[] = [];
  let held = 0;
  const stream = new Readable({ read: () => void wire?.stream.resume() });

  const flush = () => {
    if (held === 0) return;
    if (!stream.push(Buffer.concat(waiting, held))) wire?.stream.pause();
    waiting = [];
    held = 0;
  };
  client.query(
    submittable({
      text,
      begin: (to) => {
        wire = to;
      },
      copyData(chunk) {
        // The driver uses its buffer again.
        waiting.push(Buffer.from(chunk));
        held += chunk.length;
        if (held >= PIECE) flush();
      },
      end() {
        flush();
        stream.push(null);
        // A stream that has ended is asked for no more: whatever comes next on the connection would never be read.
        wire?.stream.resume();
      },
      fail: (error) => void stream.destroy(error),
    }),
  );
  return stream;
}

/**
 * Runs `copy … from stdin` with these bytes. Rejects with the database's error, or with the source's own.
 * @returns the number of rows.
 */
export function copyIn(client: pg.Client, text: string, source: AsyncIterable<Uint8Array>): Promise<number> {
  return new Promise((resolve, reject) => {
    let own: unknown;
    let over = false;
    client.query(
      submittable({
        text,
        copyInResponse: (wire) => {
          send(wire, source, () => over).catch((error: unknown) => {
            own = error;
            wire.sendCopyFail('the source failed');
          });
        },
        end: resolve,
        fail(error) {
          over = true;
          reject(own ?? error);
        },
      }),
    );
  });
}

async function send(wire: Wire, source: AsyncIterable<Uint8Array>, over: () => boolean): Promise<void> {
  for await (const chunk of source) {
    if (over()) return;
    wire.sendCopyFromChunk(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    if (wire.stream.writableNeedDrain) await once(wire.stream, 'drain');
  }
  wire.endCopyFrom();
}

interface Turns {
  readonly text: string;
  begin?(wire: Wire): void;
  copyData?(chunk: Buffer): void;
  copyInResponse?(wire: Wire): void;
  end(rows: number): void;
  fail(error: Error): void;
}

/** The driver's own way in for a query that is not one of its own. */
function submittable(turns: Turns): pg.Submittable {
  let failed = false;
  let rows = 0;
  const query = {
    submit(connection: unknown) {
      const wire = connection as Wire;
      turns.begin?.(wire);
      wire.query(turns.text);
    },
    handleCopyData: ({ chunk }: { chunk: Buffer }) => turns.copyData?.(chunk),
    handleCopyInResponse: (wire: Wire) => turns.copyInResponse?.(wire),
    handleCommandComplete({ text }: { text: string }) {
      rows = Number(/^COPY (\d+)$/.exec(text)?.[1] ?? 0);
    },
    handleRowDescription: () => undefined,
    handleError(error: Error) {
      failed = true;
      turns.fail(error);
    },
    handleReadyForQuery() {
      if (!failed) turns.end(rows);
    },
  };
  return query as unknown as pg.Submittable;
}
