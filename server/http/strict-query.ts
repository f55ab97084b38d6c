const MAX_PAIRS = 50;
const plainName = /^[a-z][a-z0-9_-]{0,63}$/i;
const dangerousNames: ReadonlySet<string> = new Set(['constructor', 'prototype']);
const FIRST_PRINTABLE = 0x20;
const DELETE = 0x7f;

const refusal = Symbol('query refused');

/** Why a query is refused, or undefined. Set by `parseStrictQuery`, read by the request hook. */
export function queryRefusal(query: unknown): string | undefined {
  if (typeof query !== 'object' || query === null) return undefined;
  const reason: unknown = Reflect.get(query, refusal);
  return typeof reason === 'string' ? reason : undefined;
}

/**
 * Fastify's `querystringParser`: one value per name, plain names, valid percent-encoded UTF-8. Fastify calls it
 * outside of any error handler, so it never throws: a refused query is an empty one that carries its reason
 * until `registerStrictRequest` answers 400 (claim FC-42).
 */
export function parseStrictQuery(text: string): Record<string, string> {
  const query: Record<string, string> = Object.create(null);
  if (text === '') return query;
  const pairs = text.split('&');
  if (pairs.length > MAX_PAIRS) return refused(`The query has more than ${MAX_PAIRS} values.`);
  const seen = new Set<string>();
  for (const pair of pairs) {
    const reason = addPair(pair, query, seen);
    if (reason !== undefined) return refused(reason);
  }
  return query;
}

function addPair(pair: string, query: Record<string, string>, seen: Set<string>): string | undefined {
  const equals = pair.indexOf('=');
  const name = decoded(equals === -1 ? pair : pair.slice(0, equals));
  const value = equals === -1 ? '' : decoded(pair.slice(equals + 1));
  if (name === undefined || value === undefined) return 'The query is not valid percent-encoded UTF-8 text.';
  const folded = name.toLowerCase();
  if (!plainName.test(name) || dangerousNames.has(folded)) return 'The query has a name that is not allowed.';
  // Two spellings of one name are one name: layers that fold case would otherwise see another value.
  if (seen.has(folded)) return 'The query has the same name twice.';
  seen.add(folded);
  query[name] = value;
  return undefined;
}

function decoded(text: string): string | undefined {
  try {
    const plain = decodeURIComponent(text.replaceAll('+', ' '));
    return hasControlCharacter(plain) ? undefined : plain;
  } catch {
    return undefined;
  }
}

export function hasControlCharacter(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < FIRST_PRINTABLE || unit === DELETE) return true;
  }
  return false;
}

function refused(reason: string): Record<string, string> {
  const query: Record<string | symbol, string> = Object.create(null);
  Object.defineProperty(query, refusal, { value: reason });
  return query;
}
