export const CODE_LENGTH = 12;

/** What was typed or pasted, as the twelve characters of a code at most: dashes, spaces and case do not matter. */
export function codeOf(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .slice(0, CODE_LENGTH);
}

/** In groups of four, as the mail shows it. */
export function grouped(code: string): string {
  return code.match(/.{1,4}/g)?.join(' ') ?? '';
}
