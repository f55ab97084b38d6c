import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { AppError } from '#server/platform/app-error.ts';
import { SCIM_JSON } from './scim-wire.ts';

export interface JsonLimits {
  /** Bytes of a body; a route may set its own `bodyLimit`. */
  readonly bytes: number;
  /** Nested objects and arrays. */
  readonly depth: number;
  /** Object keys in the whole body. */
  readonly keys: number;
}

export const jsonLimits: JsonLimits = { bytes: 1_048_576, depth: 32, keys: 5_000 };

const mediaType = /^application\/(?:scim\+)?json(?:[ \t]*;[ \t]*charset="?utf-8"?)?[ \t]*$/i;
const dangerousKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);
const quote = 0x22;
const backslash = 0x5c;
const colon = 0x3a;

/**
 * Makes strict `application/json` the only body the app accepts, and `application/scim+json` where a directory
 * speaks (RFC 7644, 3.1); any other type answers 415. Routes that take
 * files register their own parser in their own plugin.
 */
export function registerStrictJson(app: FastifyInstance, limits: JsonLimits = jsonLimits): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    ['application/json', SCIM_JSON],
    { parseAs: 'buffer', bodyLimit: limits.bytes },
    (request, body: Buffer, done) => {
      try {
        const type = request.headers['content-type'] ?? '';
        if (!mediaType.test(type)) throw unsupported('charset');
        const scim = request.routeOptions.config.route?.access.kind === 'scim';
        if (type.toLowerCase().startsWith(SCIM_JSON) && !scim) throw new AppError('unsupported_media_type');
        if (request.headers['content-encoding'] !== undefined) throw unsupported('encoding');
        // Some directories name a type where they send nothing along with a deletion.
        const nothing = request.method === 'DELETE' && body.byteLength === 0;
        done(null, nothing ? undefined : parseStrictJson(body, limits));
      } catch (error) {
        done(error instanceof Error ? error : new AppError('internal', { cause: error }));
      }
    },
  );
}

/**
 * Parses one JSON text (RFC 8259) and refuses what parsers disagree about or what a later layer could trip
 * over. Throws an AppError `bad_request` that names the problem and never repeats the input.
 */
export function parseStrictJson(body: Uint8Array, limits: JsonLimits = jsonLimits): unknown {
  if (body.byteLength === 0) throw refused('The JSON body is empty.');
  if (!isUtf8(body)) throw refused('The JSON body is not valid UTF-8.');
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('utf8');
  const value = parse(text);
  const keys = countKeys(value, 0, limits, { keys: 0 });
  // JSON.parse keeps the last of two equal keys, so a missing one shows as a colon too many.
  if (countColons(text) !== keys) throw refused('The JSON body has the same key twice in one object.');
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refused('The body is not valid JSON.');
  }
}

function countKeys(value: unknown, depth: number, limits: JsonLimits, seen: { keys: number }): number {
  if (typeof value === 'string') checkText(value);
  else if (typeof value === 'number') checkNumber(value);
  else if (typeof value === 'object' && value !== null) {
    if (depth === limits.depth) throw refused(`The JSON body is nested deeper than ${limits.depth} levels.`);
    if (Array.isArray(value)) for (const item of value) countKeys(item, depth + 1, limits, seen);
    else for (const [key, item] of Object.entries(value)) countEntry(key, item, depth + 1, limits, seen);
  }
  return seen.keys;
}

function countEntry(
  key: string,
  item: unknown,
  depth: number,
  limits: JsonLimits,
  seen: { keys: number },
): void {
  seen.keys += 1;
  if (seen.keys > limits.keys) throw refused(`The JSON body has more than ${limits.keys} keys.`);
  if (dangerousKeys.has(key)) throw refused('The JSON body has a key that is not allowed.');
  checkText(key);
  countKeys(item, depth, limits, seen);
}

function checkText(text: string): void {
  if (!text.isWellFormed()) throw refused('The JSON body has a lone surrogate in a string.');
  if (text.includes('\0')) throw refused('The JSON body has a NUL character in a string.');
}

function checkNumber(number: number): void {
  if (!Number.isFinite(number)) throw refused('The JSON body has a number that is too large.');
}

// The text is known to be valid JSON here: a quote opens a string, and a colon outside of strings follows a key.
function countColons(text: string): number {
  let colons = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === colon) colons += 1;
    else if (unit === quote) at = endOfString(text, at);
  }
  return colons;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0;
  while (text.charCodeAt(at - 1 - backslashes) === backslash) backslashes += 1;
  return backslashes % 2 === 1;
}

function refused(message: string): AppError {
  return new AppError('bad_request', { message });
}

function unsupported(what: 'charset' | 'encoding'): AppError {
  const message = what === 'charset' ? 'JSON is accepted in UTF-8 only.' : 'Encoded bodies are not accepted.';
  return new AppError('unsupported_media_type', { message });
}
