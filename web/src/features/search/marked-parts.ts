import type { Snippet } from '#contracts/search.ts';

export type Part = { text: string; marked: boolean };

/** A snippet cut into found and other text. Ranges that overlap or lie outside are tolerated. */
export function markedParts({ text, ranges }: Pick<Snippet, 'text' | 'ranges'>): Part[] {
  const parts: Part[] = [];
  let at = 0;
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const from = Math.max(at, start);
    const to = Math.min(end, text.length);
    if (to <= from) continue;
    if (from > at) parts.push({ text: text.slice(at, from), marked: false });
    parts.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < text.length) parts.push({ text: text.slice(at), marked: false });
  return parts;
}
