import type { Claim } from './claim.ts';
import { aResetWorksOnce, everyRuleIsAsked } from './probes/passwords.ts';
import { inSuite, live } from './proof.ts';

export const passwordsClaims: readonly Claim[] = [
  {
    id: 'FTS-41',
    area: 'passwords',
    kind: 'live',
    sentence:
      'A password has twelve characters or more, with upper and lower case, a digit and a special character; the form says what is missing as you type.',
    doesNotProve: 'That it is not used elsewhere.',
    proofs: [
      live('Each rule is asked for, and said', everyRuleIsAsked, 'weak-passwords-pass'),
      inSuite(
        'What a password lacks is said, and nothing is set',
        'tests/http/passwords/change.test.ts',
        'what a password lacks is said, and nothing is set (FTS-41)',
      ),
    ],
  },
  {
    id: 'FTS-42',
    area: 'passwords',
    kind: 'suite',
    sentence:
      'A password known from a breach is refused, without the password leaving the server; when the service is away, a list that ships with the product decides and the check is made up at the next sign-in.',
    doesNotProve: 'That the corpus knows every breach.',
    proofs: [
      inSuite(
        'A breached password is refused by five digits of its digest',
        'tests/http/passwords/breaches.test.ts',
        'a password from a breach is refused, and five digits of its digest are all that left (FTS-42)',
      ),
      inSuite(
        'The shipped list decides while the service is away',
        'tests/http/passwords/breaches.test.ts',
        'when the service is away the shipped list decides, and the check is made up at the next sign-in (FTS-42)',
      ),
      inSuite(
        'What is found out later leads to a new password',
        'tests/http/passwords/breaches.test.ts',
        'found in a breach by then, it lets nobody further than to another one, after the second factor',
      ),
    ],
  },
  {
    id: 'FC-21',
    area: 'passwords',
    kind: 'suite',
    sentence: 'Passwords pass through a slow, salted one-way function, each with a salt of its own.',
    doesNotProve: 'That a weak password withstands guessing forever.',
    proofs: [
      inSuite(
        'Two people with one password have two hashes, each bound to its owner',
        'tests/http/passwords/sign-in.test.ts',
        'what is kept is bcrypt at cost 12 with a salt of its own, bound to its owner (FL-08, FC-21)',
      ),
      inSuite(
        'All of a password counts',
        'server/features/passwords/password-proof.test.ts',
        'every character counts, behind a zero byte and far beyond what bcrypt looks at',
      ),
    ],
  },
  {
    id: 'FC-23',
    area: 'passwords',
    kind: 'suite',
    sentence:
      'A temporary credential made by the system is random, works once, and cannot become a lasting password.',
    doesNotProve: 'That it reached the right person.',
    proofs: [
      inSuite(
        'It is drawn from the secure source',
        'tests/http/passwords/temporary.test.ts',
        'it is drawn from the secure source, and never twice (FC-23)',
      ),
      inSuite(
        'It works once and opens nothing but the choice of another',
        'tests/http/passwords/temporary.test.ts',
        'it works once, ends every session, and opens nothing but the choice of another password (FC-23)',
      ),
      inSuite(
        'It does not meet the rules of a lasting one',
        'tests/http/passwords/temporary.test.ts',
        'it cannot become a lasting password: it does not meet the rules of one',
      ),
    ],
  },
  {
    id: 'FL-08',
    area: 'passwords',
    kind: 'suite',
    sentence: 'Password hashes use bcrypt at cost 12.',
    doesNotProve: 'That cost 12 is enough on the hardware of the next decade.',
    proofs: [
      inSuite(
        'What is kept says cost 12',
        'tests/http/passwords/sign-in.test.ts',
        'what is kept is bcrypt at cost 12 with a salt of its own, bound to its owner (FL-08, FC-21)',
      ),
      inSuite(
        'A hash of another cost is made anew',
        'tests/http/passwords/sign-in.test.ts',
        'a hash made at another cost is made anew by the sign-in that could',
      ),
    ],
  },
  {
    id: 'FL-14',
    area: 'passwords',
    kind: 'live',
    sentence:
      'E-mail addresses are verified and passwords can be reset; a reset token is short-lived, works once, and is kept only as a SHA-256 digest.',
    doesNotProve: 'That nobody else reads the mailbox.',
    proofs: [
      live('A mailed link sets a password once', aResetWorksOnce, 'reset-links-last'),
      inSuite(
        'A link is refused after half an hour',
        'tests/http/passwords/reset.test.ts',
        'a link is refused after half an hour, and once a newer one was asked for',
      ),
      inSuite(
        'Looking at a link uses nothing up',
        'tests/http/passwords/reset.test.ts',
        'looking at a link, or at an unfit password for it, uses nothing up',
      ),
      inSuite(
        'Nothing but the SHA-256 of a link is kept',
        'tests/http/passwords/reset.test.ts',
        'of a link nothing but its SHA-256 is kept',
      ),
      inSuite(
        'A new address is proven before it counts',
        'tests/http/passwords/email.test.ts',
        'the new address is proven, the old one told, and every other session over',
      ),
    ],
  },
];
