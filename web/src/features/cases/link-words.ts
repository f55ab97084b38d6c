import type { CaseLink } from '#contracts/case-links.ts';

const OUT: Record<CaseLink['kind'], string> = {
  pattern: 'An instance of',
  dependency: 'Depends on',
  follow_up: 'Follows',
  duplicate: 'Repeats',
};

const IN: Record<CaseLink['kind'], string> = {
  pattern: 'Pattern of',
  dependency: 'Needed by',
  follow_up: 'Followed by',
  duplicate: 'Repeated by',
};

export const LINK_CHOICES = Object.entries(OUT).map(([value, label]) => ({ value, label }));

/** How the other case stands to this one. */
export function linkWords({ kind, direction }: Pick<CaseLink, 'kind' | 'direction'>): string {
  return direction === 'out' ? OUT[kind] : IN[kind];
}
