import assert from 'node:assert/strict';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';

export interface RawReply {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

const SILENCE_MS = 10_000;

/**
 * Sends exactly these lines (CRLF and the closing empty line are added) to a listening app and reads until it
 * closes: for requests that no client library would write.
 */
export function rawRequest(app: FastifyInstance, lines: readonly string[], body = ''): Promise<RawReply> {
  const address = app.server.address();
  assert.ok(typeof address === 'object' && address !== null, 'the app listens on a port');
  const { promise, resolve, reject } = Promise.withResolvers<RawReply>();
  const socket = connect(address.port, '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1');
  socket.on('data', (chunk: string) => {
    text += chunk;
  });
  socket.on('error', reject);
  socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error(`no end of the reply to ${lines[0]}`)));
  socket.on('close', () => resolve(parseReply(text)));
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1');
  return promise;
}

function parseReply(text: string): RawReply {
  const end = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...headerLines] = text.slice(0, end).split('\r\n');
  const headers = headerLines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  return { status: Number(statusLine.split(' ')[1]), headers: new Map(headers), body: text.slice(end + 4) };
}
