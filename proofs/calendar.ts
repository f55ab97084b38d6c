import type { Claim } from './claim.ts';

export const calendarClaims: readonly Claim[] = [
  {
    id: 'FC-12',
    area: 'calendar',
    kind: 'live',
    sentence:
      'All access takes a session. The only standing keys show an outsider free and busy times, and those are revocable, rate limited and expire.',
    doesNotProve: 'That a free slot says nothing about a life.',
    proofs: [],
  },
];
