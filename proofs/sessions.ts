import type { Claim } from './claim.ts';

export const sessionsClaims: readonly Claim[] = [
  {
    id: 'FTS-06',
    area: 'sessions',
    kind: 'suite',
    sentence: 'A session on a device marked as private ends after 30 days without activity.',
    doesNotProve: 'That the device really is private; days pass by a moved clock, not by waiting.',
    proofs: [],
  },
  {
    id: 'FTS-07',
    area: 'sessions',
    kind: 'suite',
    sentence: 'Three days before such a session ends, a banner in the application says so.',
    doesNotProve: 'That the person reads it.',
    proofs: [],
  },
  {
    id: 'FTS-08',
    area: 'sessions',
    kind: 'live',
    sentence: 'Signing out ends all your sessions everywhere; a second choice ends only the one at hand.',
    doesNotProve: 'That what was already on the other screen is forgotten by whoever saw it.',
    proofs: [],
  },
  {
    id: 'FTS-09',
    area: 'sessions',
    kind: 'live',
    sentence:
      'Security settings list your active sessions with device, browser, network, start and last activity, and mark the current one.',
    doesNotProve: 'That the browser tells the truth about its name.',
    proofs: [],
  },
  {
    id: 'FTS-10',
    area: 'sessions',
    kind: 'live',
    sentence: 'Any session in that list can be ended from afar; its very next request is refused.',
    doesNotProve: 'That requests already being answered at that moment are taken back.',
    proofs: [],
  },
  {
    id: 'FTS-11',
    area: 'sessions',
    kind: 'live',
    sentence:
      'A user has five sessions at most. A sixth sign-in ends the one unused for longest, and an e-mail says so.',
    doesNotProve: 'That the e-mail arrives; the probe sees the session end, the suite sees the mail.',
    proofs: [],
  },
  {
    id: 'FTS-17',
    area: 'sessions',
    kind: 'live',
    sentence:
      'Session tokens are authenticated with HMAC-SHA256; a token with one changed byte is refused before the database is asked.',
    doesNotProve: 'That the signing secret has not been copied from the server.',
    proofs: [],
  },
  {
    id: 'FC-06',
    area: 'sessions',
    kind: 'live',
    sentence: 'Changing the password ends every session on every device at once.',
    doesNotProve: 'That a password changed by an intruder is noticed.',
    proofs: [],
  },
  {
    id: 'FC-07',
    area: 'sessions',
    kind: 'live',
    sentence:
      'A session token is dead after sign-out or expiry, and the back button shows nothing of a signed-out user.',
    doesNotProve: 'That a screen photographed earlier is forgotten.',
    proofs: [],
  },
  {
    id: 'FL-12',
    area: 'sessions',
    kind: 'suite',
    sentence:
      'A default session ends after eight hours without activity. It is renewed hourly, and is a JWT signed with a secret no client ever sees.',
    doesNotProve: 'Hours pass by a moved clock, not by waiting.',
    proofs: [],
  },
  {
    id: 'FL-13',
    area: 'sessions',
    kind: 'live',
    sentence:
      'All sessions of a user can be revoked by one moment kept on the server; no signing secret has to be changed for it.',
    doesNotProve: 'That an operator moves that moment when it matters.',
    proofs: [],
  },
];
