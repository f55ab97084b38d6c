import type { Claim } from './claim.ts';
import {
  lastUseIsListed,
  leaksAreRevoked,
  revokedTokensAreRefused,
  scopesAreLimits,
  tokensAreRecognisable,
  tokensAreShownOnce,
  tokensStayAtHome,
} from './probes/api-tokens.ts';
import { inSuite, live, onRecord } from './proof.ts';

const TOKENS = 'tests/http/api-tokens/api-tokens.test.ts';
const SCOPES = 'tests/http/api-tokens/scopes.test.ts';
const REMINDERS = 'tests/http/api-tokens/leaks-and-reminders.test.ts';

export const apiClaims: readonly Claim[] = [
  {
    id: 'FTS-20',
    area: 'api',
    kind: 'live',
    sentence: 'An API token belongs to one workspace and works in no other.',
    doesNotProve: 'Where its owner keeps it.',
    proofs: [
      live(
        'A token made by a member of two workspaces enters one',
        tokensStayAtHome,
        'tokens-enter-anywhere',
      ),
    ],
  },
  {
    id: 'FTS-37',
    area: 'api',
    kind: 'live',
    sentence:
      'API tokens are created, listed with their last use, and revoked in the workspace settings; each has scopes and is shown once.',
    doesNotProve: 'Where its owner keeps it.',
    proofs: [
      live('A token is shown once', tokensAreShownOnce, 'lists-tell-tokens'),
      live('The list says when a token was used', lastUseIsListed, 'uses-unnoticed'),
      live('A token does what its scopes say, and nothing else', scopesAreLimits, 'scopes-unread'),
      live('A revoked token is refused', revokedTokensAreRefused, 'revoked-tokens-live'),
      inSuite(
        'Every route, by every set of scopes',
        SCOPES,
        'every route was tried with no scope that fits, with its own, and with all others',
      ),
    ],
  },
  {
    id: 'FTS-38',
    area: 'api',
    kind: 'suite',
    sentence: 'API tokens last one year at most; reminders go out 30, 7 and 1 day before.',
    doesNotProve: 'That someone acts on the reminder.',
    proofs: [
      inSuite(
        'No token can be made for longer than a year',
        TOKENS,
        'nothing lasts longer than a year, and no role is above Admin',
      ),
      inSuite('After its end a token is refused', TOKENS, 'an expired token is refused, warm as it is'),
      inSuite(
        'Three reminders, each once',
        REMINDERS,
        'reminders go out 30, 7 and 1 day before the end, each once, whoever else is at it',
      ),
    ],
  },
  {
    id: 'FTS-39',
    area: 'api',
    kind: 'live',
    sentence: 'A revoked token is refused on its very next request, on every node.',
    doesNotProve: 'That requests already being answered are taken back.',
    proofs: [
      live('The request after a revocation is refused', revokedTokensAreRefused, 'revoked-tokens-live'),
      inSuite(
        'On another node as well',
        TOKENS,
        'a revoked token is refused on its very next request, on every node',
      ),
    ],
  },
  {
    id: 'FTS-40',
    area: 'api',
    kind: 'live',
    sentence:
      'Tokens are easy to recognise and carry a checksum, so that secret scanners find them. The documentation shows how to keep them, and anyone can report a leaked token to have it revoked.',
    doesNotProve: 'That every scanner looks for them.',
    proofs: [
      live('A prefix, a length and a checksum', tokensAreRecognisable, 'checksums-made-up'),
      live('A token that anyone reports is revoked', leaksAreRevoked, 'leaks-unheard'),
      onRecord(
        'The documentation shows environment variables and secret managers',
        'docs/api-tokens.md',
        'tests/docs/api-tokens.test.ts',
        'the page on API tokens is about the tokens there are',
      ),
    ],
  },
];
