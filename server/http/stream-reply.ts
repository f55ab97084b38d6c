import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply } from 'fastify';
import { securityHeaders } from './headers.ts';

/** Takes a reply over to be written by hand: 200, the strict headers and these. */
export function takeOver(reply: FastifyReply, headers: Readonly<Record<string, string>>): ServerResponse {
  const { raw } = reply;
  reply.hijack();
  raw.writeHead(200, { ...securityHeaders(), ...headers, 'x-request-id': reply.request.id });
  return raw;
}

/**
 * Sends lines as they come, at the reader's pace. Where they break off, by the signal too, the connection does, so that nobody
 * takes a part for the whole.
 */
export async function sendLines(
  reply: FastifyReply,
  headers: Readonly<Record<string, string>>,
  lines: AsyncIterable<string>,
  signal: AbortSignal,
): Promise<void> {
  try {
    await pipeline(lines, ended, takeOver(reply, headers), { signal });
  } catch (error) {
    throw new Error('a reply broke off', { cause: error });
  }
}

async function* ended(lines: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  for await (const line of lines) yield `${line}\n`;
}
