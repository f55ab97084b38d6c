import type { Claim } from './claim.ts';
import { reviewsAreKept } from './probes/access-reviews.ts';
import { nobodyLocksThemselvesOut, onlyListedNetworksEnter } from './probes/address-rules.ts';
import { invitationsAreTakenBack, membersComeAndGo, othersInviteNobody } from './probes/members.ts';
import { inSuite, live } from './proof.ts';

export const membersClaims: readonly Claim[] = [
  {
    id: 'FTS-26',
    area: 'members',
    kind: 'live',
    sentence:
      'Administrators invite, remove and change the roles of members. An invitation lapses after seven days and can be sent again or cancelled; the cases of someone who leaves stay.',
    doesNotProve:
      'That the invited address belongs to the right person; days pass by a moved clock in the suite, not by waiting.',
    proofs: [
      live(
        'Someone is invited, comes, changes role and goes; the case stays',
        membersComeAndGo,
        'removed-members-stay',
      ),
      live(
        'An invitation is sent again and cancelled',
        invitationsAreTakenBack,
        'invitations-outlive-their-end',
      ),
      live('Only administrators invite', othersInviteNobody, 'everyone-is-owner'),
    ],
  },
  {
    id: 'FTS-29',
    area: 'members',
    kind: 'live',
    sentence:
      'Administrators set up single sign-on and address allowlists (IPv4, IPv6, ranges). Requests from elsewhere are refused for that workspace, and no administrator locks themselves out unnoticed.',
    doesNotProve:
      'Who sits behind an allowed address. Single sign-on has proofs of its own, under its own promises.',
    proofs: [
      live('Only listed networks enter, by session or token', onlyListedNetworksEnter, 'addresses-unasked'),
      live('Nobody locks themselves out unnoticed', nobodyLocksThemselvesOut, 'own-address-unasked'),
      inSuite(
        'IPv4, IPv6 and ranges, from inside and from outside',
        'tests/http/address-rules/address-rules.test.ts',
        'requests from elsewhere are refused for that workspace, those of tokens too',
      ),
      inSuite(
        'Who shut themselves out all the same is let in by the operator',
        'tests/http/address-rules/address-rules.test.ts',
        'nobody shuts themselves out unnoticed; the operator lets them in again',
      ),
    ],
  },
  {
    id: 'FTS-34',
    area: 'members',
    kind: 'live',
    sentence:
      'Access reviews list members inactive for 30, 60 or 90 days for removal; a periodic review is asked for, and its outcome kept.',
    doesNotProve: 'That reviewers look closely; days pass by moved clocks in the suite, not by waiting.',
    proofs: [
      live('A review is opened, everyone judged, and the outcome kept', reviewsAreKept, 'reviews-forget'),
      inSuite(
        'Who was not seen for 30, 60 or 90 days is marked',
        'tests/http/access-reviews/access-reviews.test.ts',
        'a review shows everyone as they stand, and who was not seen for 30, 60 and 90 days',
      ),
      inSuite(
        'A review opens by itself and is asked for by mail',
        'tests/http/access-reviews/access-reviews.test.ts',
        'the schedule opens one by itself, once, and tells who administers',
      ),
      inSuite(
        'The outcome is signed, and verified without the server',
        'tests/http/access-reviews/access-reviews.test.ts',
        'its outcome is kept, signed, verified offline, and a changed word is found',
      ),
    ],
  },
];
