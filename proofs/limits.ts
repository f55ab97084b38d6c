import type { Claim } from './claim.ts';
import { everyRouteHasALimit, failedSignInsStop, routeLimitIsKept } from './probes/limits.ts';
import { live } from './proof.ts';

export const limitsClaims: readonly Claim[] = [
  {
    id: 'FC-41',
    area: 'limits',
    kind: 'live',
    sentence: 'Every endpoint of the API is rate limited.',
    doesNotProve: 'Protection from floods that fill the line before they reach the server.',
    proofs: [
      live('Every published operation announces its limit', everyRouteHasALimit, 'limits-unannounced'),
    ],
  },
  {
    id: 'FL-15',
    area: 'limits',
    kind: 'live',
    sentence:
      'Failed sign-ins stop at five in 15 minutes for an address from one network, without saying whether the account exists.',
    doesNotProve: 'Guessing spread over very many networks, which a slower cap per account handles.',
    proofs: [
      live('The sixth wrong code is not heard, account or not', failedSignInsStop, 'failed-tries-uncounted'),
    ],
  },
  {
    id: 'FL-22',
    area: 'limits',
    kind: 'live',
    sentence:
      'Signed-in calls are limited route by route, counted in the database for all nodes: 60 a minute unless a route says otherwise, announced by the standard headers.',
    doesNotProve: 'That the limit suits every integration.',
    proofs: [
      live(
        'More than a minute allows is refused, for that person alone',
        routeLimitIsKept,
        'rates-uncounted',
      ),
    ],
  },
];
