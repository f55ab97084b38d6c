import type { Claim } from './claim.ts';

export const passwordsClaims: readonly Claim[] = [
  {
    id: 'FTS-41',
    area: 'passwords',
    kind: 'live',
    sentence:
      'A password has twelve characters or more, with upper and lower case, a digit and a special character; the form says what is missing as you type.',
    doesNotProve: 'That it is not used elsewhere.',
    proofs: [],
  },
  {
    id: 'FTS-42',
    area: 'passwords',
    kind: 'suite',
    sentence:
      'A password known from a breach is refused, without the password leaving the server; when the service is away, a list that ships with the product decides and the check is made up at the next sign-in.',
    doesNotProve: 'That the corpus knows every breach.',
    proofs: [],
  },
  {
    id: 'FC-21',
    area: 'passwords',
    kind: 'suite',
    sentence: 'Passwords pass through a slow, salted one-way function, each with a salt of its own.',
    doesNotProve: 'That a weak password withstands guessing forever.',
    proofs: [],
  },
  {
    id: 'FC-23',
    area: 'passwords',
    kind: 'suite',
    sentence:
      'A temporary credential made by the system is random, works once, and cannot become a lasting password.',
    doesNotProve: 'That it reached the right person.',
    proofs: [],
  },
  {
    id: 'FL-08',
    area: 'passwords',
    kind: 'suite',
    sentence: 'Password hashes use bcrypt at cost 12.',
    doesNotProve: 'That cost 12 is enough on the hardware of the next decade.',
    proofs: [],
  },
  {
    id: 'FL-14',
    area: 'passwords',
    kind: 'live',
    sentence:
      'E-mail addresses are verified and passwords can be reset; a reset token is short-lived, works once, and is kept only as a SHA-256 digest.',
    doesNotProve: 'That nobody else reads the mailbox.',
    proofs: [],
  },
];
