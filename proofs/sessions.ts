import type { Claim } from './claim.ts';
import { aNewPasswordEndsAll } from './probes/passwords.ts';
import {
  changedTokensAreRefused,
  oldestSessionMakesRoom,
  oneMomentRevokesAll,
  sessionEndedFromAfar,
  sessionsAreListed,
  signOutEndsAll,
  signOutHereOnly,
  tokenIsDeadAfterSignOut,
} from './probes/sessions.ts';
import { inSuite, live } from './proof.ts';

export const sessionsClaims: readonly Claim[] = [
  {
    id: 'FTS-06',
    area: 'sessions',
    kind: 'suite',
    sentence: 'A session on a device marked as private ends after 30 days without activity.',
    doesNotProve: 'That the device really is private; days pass by a moved clock, not by waiting.',
    proofs: [
      inSuite(
        'A private session lives 30 days of rest and no longer',
        'tests/http/identity/session-lifetime.test.ts',
        'a session on a private device ends after 30 days without activity',
      ),
    ],
  },
  {
    id: 'FTS-07',
    area: 'sessions',
    kind: 'suite',
    sentence: 'Three days before such a session ends, a banner in the application says so.',
    doesNotProve: 'That the person reads it.',
    proofs: [
      inSuite(
        'The banner is due three days before the end',
        'web/src/app/shell/session-end.test.ts',
        'a private device is told three days before, a short session ten minutes before',
      ),
      inSuite(
        'It stands on the page',
        'tests/browser/session-banner.test.ts',
        'three days before its end a private session says so on every page, four days before not',
      ),
    ],
  },
  {
    id: 'FTS-08',
    area: 'sessions',
    kind: 'live',
    sentence: 'Signing out ends all your sessions everywhere; a second choice ends only the one at hand.',
    doesNotProve: 'That what was already on the other screen is forgotten by whoever saw it.',
    proofs: [
      live('Signing out ends every session of the person', signOutEndsAll, 'sign-out-ends-one'),
      live('The second choice ends one session alone', signOutHereOnly, 'ended-sessions-count'),
      inSuite(
        'On two nodes, with the live views and downloads under way',
        'tests/http/access/security-events.test.ts',
        'every security event ends what the table says, on two nodes, with what is under way',
      ),
    ],
  },
  {
    id: 'FTS-09',
    area: 'sessions',
    kind: 'live',
    sentence:
      'Security settings list your active sessions with device, browser, network, start and last activity, and mark the current one.',
    doesNotProve: 'That the browser tells the truth about its name.',
    proofs: [
      live(
        'Two sessions are listed with what is known of them',
        sessionsAreListed,
        'current-session-unmarked',
      ),
    ],
  },
  {
    id: 'FTS-10',
    area: 'sessions',
    kind: 'live',
    sentence: 'Any session in that list can be ended from afar; its very next request is refused.',
    doesNotProve: 'That what had left before is taken back.',
    proofs: [
      live('A session ended from another is refused at once', sessionEndedFromAfar, 'ended-sessions-count'),
      inSuite(
        'What it has under way breaks off, on two nodes',
        'tests/http/access/security-events.test.ts',
        'every security event ends what the table says, on two nodes, with what is under way',
      ),
    ],
  },
  {
    id: 'FTS-11',
    area: 'sessions',
    kind: 'live',
    sentence:
      'A user has five sessions at most. A sixth sign-in ends the one unused for longest, and an e-mail says so.',
    doesNotProve: 'That the e-mail arrives; the probe sees the session end, the suite sees the mail.',
    proofs: [live('Of six sign-ins the first is over', oldestSessionMakesRoom, 'a-sixth-session-stays')],
  },
  {
    id: 'FTS-17',
    area: 'sessions',
    kind: 'live',
    sentence:
      'Session tokens are authenticated with HMAC-SHA256; a token with one changed byte is refused before the database is asked.',
    doesNotProve: 'That the signing secret has not been copied from the server.',
    proofs: [
      live('A token with one changed character is refused', changedTokensAreRefused, 'signatures-unchecked'),
      inSuite(
        'Every changed byte of a token is refused',
        'server/security/crypto/session-token.test.ts',
        'every changed byte is refused, whichever byte it becomes',
      ),
      inSuite(
        'A token with another header is refused even when it is signed',
        'server/security/crypto/session-token.test.ts',
        'another header is refused even when its signature is right',
      ),
    ],
  },
  {
    id: 'FC-06',
    area: 'sessions',
    kind: 'live',
    sentence: 'Changing the password ends every session on every device at once.',
    doesNotProve: 'That a password changed by an intruder is noticed.',
    proofs: [
      live(
        'A new password ends the session at hand and the one elsewhere',
        aNewPasswordEndsAll,
        'old-sessions-stay',
      ),
      inSuite(
        'Every session is over, and the one at hand goes on under another id',
        'tests/http/passwords/change.test.ts',
        'a new password ends every session at once, and the one at hand goes on under another id (FC-06)',
      ),
    ],
  },
  {
    id: 'FC-07',
    area: 'sessions',
    kind: 'live',
    sentence:
      'A session token is dead after sign-out or expiry, and the back button shows nothing of a signed-out user.',
    doesNotProve: 'That a screen photographed earlier is forgotten.',
    proofs: [
      live(
        'A token is refused after sign-out, and no page was kept',
        tokenIsDeadAfterSignOut,
        'ended-sessions-count',
      ),
      inSuite(
        'A session past its time is refused',
        'tests/http/identity/session-lifetime.test.ts',
        'a session ends after eight hours without activity',
      ),
    ],
  },
  {
    id: 'FL-12',
    area: 'sessions',
    kind: 'suite',
    sentence:
      'A default session ends after eight hours without activity. It is renewed hourly, and is a JWT signed with a secret no client ever sees.',
    doesNotProve: 'Hours pass by a moved clock, not by waiting.',
    proofs: [
      inSuite(
        'Eight hours of rest end a session',
        'tests/http/identity/session-lifetime.test.ts',
        'a session ends after eight hours without activity',
      ),
      inSuite(
        'Activity moves the end',
        'tests/http/identity/session-lifetime.test.ts',
        'activity moves the end of a session',
      ),
      inSuite(
        'The cookie is renewed after an hour',
        'tests/http/identity/session-lifetime.test.ts',
        'a cookie older than an hour is renewed, a younger one is not',
      ),
      inSuite(
        'The token is a JWT signed with HS256',
        'server/security/crypto/session-token.test.ts',
        'a token has the three parts of a JWT, its header saying HS256',
      ),
    ],
  },
  {
    id: 'FL-13',
    area: 'sessions',
    kind: 'live',
    sentence:
      'All sessions of a user can be revoked by one moment kept on the server; no signing secret has to be changed for it.',
    doesNotProve: 'That an operator moves that moment when it matters.',
    proofs: [
      live(
        'One call revokes all sessions of one person, and no other',
        oneMomentRevokesAll,
        'sign-out-ends-one',
      ),
    ],
  },
];
