/**
 * How well `query` fits `text`: every letter in order; better at the start of words and without gaps.
 * @returns a score, higher is better; `undefined` when it does not fit
 */
export function fitOf(query: string, text: string): number | undefined {
  const wanted = query.toLocaleLowerCase().replace(/\s+/g, '');
  const given = text.toLocaleLowerCase();
  let score = 0;
  let from = 0;
  for (const letter of wanted) {
    const at = given.indexOf(letter, from);
    if (at < 0) return undefined;
    const begins = at === 0 || given[at - 1] === ' ';
    score += begins ? 3 : at === from ? 2 : 0;
    score -= Math.min(at - from, 5) * 0.1;
    from = at + letter.length;
  }
  return score - given.length * 0.01;
}

/** The items that fit, best first; all of them, in their own order, for an empty query. */
export function rank<Item extends { label: string }>(items: readonly Item[], query: string): Item[] {
  if (query.trim() === '') return [...items];
  return items
    .map((item) => ({ item, fit: fitOf(query, item.label) }))
    .filter((entry) => entry.fit !== undefined)
    .sort((a, b) => (b.fit ?? 0) - (a.fit ?? 0))
    .map(({ item }) => item);
}
