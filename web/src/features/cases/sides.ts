/** What can stand beside the text of a case; a link may name one. */
const SIDES = ['details', 'review', 'comments', 'evidence', 'activity'] as const;
export type Side = (typeof SIDES)[number];

export function sideOf(value: unknown): Side | undefined {
  return SIDES.find((side) => side === value);
}
