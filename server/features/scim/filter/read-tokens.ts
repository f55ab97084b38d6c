import { refusal } from '../refusal.ts';

export type Token =
  | { readonly kind: 'sign'; readonly text: '(' | ')' | '[' | ']' }
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'literal'; readonly value: string | number };

/** A filter longer than this says more than any directory asks. */
const MOST_CHARACTERS = 4_000;
const MOST_TOKENS = 200;

const SPACES = / +/y;
const SIGN = /[()[\]]/y;
// A name, a path, a URN with a path, an operator: which of them it is, its place tells.
const WORD = /[A-Za-z.][A-Za-z0-9_$:.-]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const NUMBER = /-?(?:0|[1-9]\d{0,14})(?:\.\d{1,9})?/y;

/** The words, signs and values of a filter. @throws AppError invalidFilter */
export function readTokens(text: string): Token[] {
  if (text.length > MOST_CHARACTERS) throw refusal('invalidFilter', 'The filter is too long.');
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  };
  while (at < text.length) {
    if (take(SPACES) !== undefined) continue;
    const token = signOf(take(SIGN)) ?? literalOf(take(STRING) ?? take(NUMBER)) ?? wordOf(take(WORD));
    if (token === undefined)
      throw refusal('invalidFilter', 'The filter has a character that belongs nowhere.');
    tokens.push(token);
    if (tokens.length > MOST_TOKENS) throw refusal('invalidFilter', 'The filter has too many parts.');
  }
  return tokens;
}

function signOf(text: string | undefined): Token | undefined {
  return text === '(' || text === ')' || text === '[' || text === ']' ? { kind: 'sign', text } : undefined;
}

function literalOf(text: string | undefined): Token | undefined {
  return text === undefined ? undefined : { kind: 'literal', value: JSON.parse(text) };
}

function wordOf(text: string | undefined): Token | undefined {
  return text === undefined ? undefined : { kind: 'word', text };
}
