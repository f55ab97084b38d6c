import { refusal } from '../refusal.ts';
import { type AttributePath, type Filter, type Literal, OPERATORS, type Operator } from './filter.ts';
import { readTokens, type Token } from './read-tokens.ts';

/** Parentheses and brackets within each other. */
const MOST_DEPTH = 12;

/**
 * Reads a filter (RFC 7644, 3.4.2.2, figure 1). `not` binds most, then `and`, then `or`.
 * @throws AppError invalidFilter for what is none, is too long or too deep.
 */
export function parseFilter(text: string): Filter {
  const reader = new Reader(readTokens(text));
  const filter = reader.either(0);
  reader.end();
  return filter;
}

/** A path as PATCH has it: `members`, `name.givenName`, `emails[type eq "work"].value` (RFC 7644, 3.5.2). */
export interface PatchPath {
  readonly attribute: AttributePath;
  readonly filter: Filter | null;
}

/** @throws AppError invalidPath */
export function parsePath(text: string): PatchPath {
  try {
    const reader = new Reader(readTokens(text));
    const path = reader.patchPath();
    reader.end();
    return path;
  } catch {
    throw refusal('invalidPath', 'This is no path to an attribute.');
  }
}

const SHAPE = /^(?:(urn:[a-z0-9:._-]+):)?([a-z$][a-z0-9_$-]*)(?:\.([a-z$][a-z0-9_$-]*))?$/;

/** A name with what leads to it; undefined for what is none. */
export function pathOf(word: string): AttributePath | undefined {
  const [, urn, name, sub] = SHAPE.exec(word.toLowerCase()) ?? [];
  return name === undefined ? undefined : { urn: urn ?? null, name, sub: sub ?? null };
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  either(depth: number): Filter {
    let left = this.#both(depth);
    while (this.#takeWord('or')) left = { kind: 'or', left, right: this.#both(depth) };
    return left;
  }

  end(): void {
    if (this.#at < this.#tokens.length) throw wrong('The filter goes on where it should end.');
  }

  patchPath(): PatchPath {
    const attribute = this.#path();
    if (!this.#takeSign('[')) return { attribute, filter: null };
    const filter = this.either(1);
    this.#expectSign(']');
    const rest = this.#rest();
    return { attribute: { ...attribute, sub: rest ?? attribute.sub }, filter };
  }

  #both(depth: number): Filter {
    let left = this.#one(depth);
    while (this.#takeWord('and')) left = { kind: 'and', left, right: this.#one(depth) };
    return left;
  }

  #one(depth: number): Filter {
    if (depth > MOST_DEPTH) throw wrong('The filter is nested too deep.');
    const not = this.#takeWord('not');
    if (this.#takeSign('(')) {
      const filter = this.either(depth + 1);
      this.#expectSign(')');
      return not ? { kind: 'not', filter } : filter;
    }
    if (not) throw wrong('After "not" comes a parenthesis.');
    return this.#about(this.#path(), depth);
  }

  #about(path: AttributePath, depth: number): Filter {
    if (this.#takeSign('[')) {
      const filter = this.either(depth + 1);
      this.#expectSign(']');
      return { kind: 'values', path, filter };
    }
    if (this.#takeWord('pr')) return { kind: 'present', path };
    return { kind: 'compare', path, operator: this.#operator(), value: this.#literal() };
  }

  #path(): AttributePath {
    const token = this.#take();
    const path = token?.kind === 'word' ? pathOf(token.text) : undefined;
    if (path === undefined) throw wrong('The filter has no attribute where one should be.');
    return path;
  }

  // What follows a bracket: a value's own part.
  #rest(): string | undefined {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'word') return undefined;
    this.#at += 1;
    const [, sub] = /^\.([a-z$][a-z0-9_$-]*)$/i.exec(token.text) ?? [];
    if (sub === undefined) throw wrong('After a bracket comes one name.');
    return sub.toLowerCase();
  }

  #operator(): Operator {
    const token = this.#take();
    const name = token?.kind === 'word' ? token.text.toLowerCase() : '';
    const operator = OPERATORS.find((known) => known === name);
    if (operator === undefined) throw wrong('The filter has no operator where one should be.');
    return operator;
  }

  #literal(): Literal {
    const token = this.#take();
    if (token?.kind === 'literal') return token.value;
    switch (token?.kind === 'word' ? token.text.toLowerCase() : '') {
      case 'true':
        return true;
      case 'false':
        return false;
      case 'null':
        return null;
      default:
        throw wrong('The filter has no value where one should be.');
    }
  }

  #take(): Token | undefined {
    const token = this.#tokens[this.#at];
    this.#at += 1;
    return token;
  }

  #takeWord(word: string): boolean {
    const token = this.#tokens[this.#at];
    const found = token?.kind === 'word' && token.text.toLowerCase() === word;
    if (found) this.#at += 1;
    return found;
  }

  #takeSign(sign: string): boolean {
    const token = this.#tokens[this.#at];
    const found = token?.kind === 'sign' && token.text === sign;
    if (found) this.#at += 1;
    return found;
  }

  #expectSign(sign: ')' | ']'): void {
    if (!this.#takeSign(sign)) throw wrong('A parenthesis or bracket of the filter is not closed.');
  }
}

function wrong(message: string) {
  return refusal('invalidFilter', message);
}
