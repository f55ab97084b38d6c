import type { Claim } from './claim.ts';
import {
  authenticatorIsAskedFor,
  backupCodesWorkOnce,
  nothingExemptsAdmins,
  twoFactorsAreTheDefault,
} from './probes/factors.ts';
import { usualPasswordsOpenNothing } from './probes/passwords.ts';
import {
  aNewCodeVoidsTheOld,
  codeByMailSignsIn,
  codeWorksOnce,
  nothingComesWithAnAccount,
} from './probes/sign-in.ts';
import { inSuite, live } from './proof.ts';

export const signInClaims: readonly Claim[] = [
  {
    id: 'FTS-01',
    area: 'sign-in',
    kind: 'live',
    sentence:
      'Anyone can switch on an authenticator app (TOTP, RFC 6238) under Security settings, on every plan: scan the QR code or copy the secret, confirm with a six-digit code. Codes change every 30 seconds, one step of clock drift is accepted, and no code works twice.',
    doesNotProve: 'That the phone holding the secret is itself safe.',
    proofs: [
      live('The app is asked for, and a code works once', authenticatorIsAskedFor, 'steps-fit-twice'),
      inSuite(
        'The codes are those of RFC 6238, one step of drift accepted',
        'server/platform/totp/totp.test.ts',
        'the codes of RFC 6238 are right at their time, and one step before and after it',
      ),
      inSuite(
        'Two steps away a code is wrong',
        'server/platform/totp/totp.test.ts',
        'two steps away a code is wrong',
      ),
      inSuite(
        'A code that comes four times at once works once',
        'tests/http/factors/totp.test.ts',
        'a code works once, also when it comes twice at the same time',
      ),
      inSuite(
        'A person sets one up in a browser',
        'tests/browser/second-factor.test.ts',
        'an authenticator app is set up, asked for at the next sign-in, and opens what administers',
      ),
    ],
  },
  {
    id: 'FTS-02',
    area: 'sign-in',
    kind: 'live',
    sentence:
      'Confirming an authenticator app shows ten backup codes once. Each one signs you in a single time, only hashes are kept, and making a new set voids the old one.',
    doesNotProve: 'That the person has stored the codes somewhere safe.',
    proofs: [
      live(
        'Each code signs in once, and a new set voids the old one',
        backupCodesWorkOnce,
        'backup-codes-last',
      ),
      inSuite(
        'Only digests are kept',
        'tests/http/factors/backup-codes.test.ts',
        'of the codes only digests are kept',
      ),
    ],
  },
  {
    id: 'FC-01',
    area: 'sign-in',
    kind: 'live',
    sentence:
      'Two factors are the default for every account: a new workspace asks each member for a second one within seven days, and a password alone never signs in.',
    doesNotProve: 'How strong the second factor is that a person chose.',
    proofs: [
      live(
        'A new workspace asks everybody for a second factor, and lets nobody in without',
        twoFactorsAreTheDefault,
        'weak-factors-enough',
      ),
      inSuite(
        'Nothing but the way to enrolment answers',
        'tests/http/factors/enrolment.test.ts',
        'when the grace is over only the way to enrolment answers: no reads, files, uploads or exports',
      ),
      inSuite(
        'An API token is bound as well',
        'tests/http/factors/enrolment.test.ts',
        'an API token is bound by what its maker lacks',
      ),
      inSuite(
        'A passkey counts as both only where the device has verified the person',
        'tests/browser/passkeys.test.ts',
        'without the person being verified nothing is made, and nobody signed in',
      ),
    ],
  },
  {
    id: 'FC-02',
    area: 'sign-in',
    kind: 'live',
    sentence:
      'Out of the box you sign in without a password: a short-lived code is sent to your e-mail address.',
    doesNotProve: 'That nobody else reads the mailbox.',
    proofs: [live('A code from the mail signs in, another does not', codeByMailSignsIn, 'any-code-fits')],
  },
  {
    id: 'FC-03',
    area: 'sign-in',
    kind: 'live',
    sentence:
      'A sign-in code is refused three minutes after it was issued, and refused once it has been used.',
    doesNotProve:
      "That a code cannot be read over someone's shoulder within its three minutes; expiry is tried with a moved clock in the suite, not by waiting on your server.",
    proofs: [
      live('A code is spent by its first use', codeWorksOnce, 'codes-fit-twice'),
      live('A newer code voids an older one', aNewCodeVoidsTheOld, 'any-code-fits'),
      inSuite(
        'Three minutes later a code is refused',
        'tests/http/identity/sign-in-code.test.ts',
        'a code is refused three minutes after it was issued',
      ),
    ],
  },
  {
    id: 'FC-04',
    area: 'sign-in',
    kind: 'suite',
    sentence:
      "A sign-in code has twelve letters and digits, drawn from the operating system's secure random source.",
    doesNotProve: 'The quality of the random source of the machine it runs on.',
    proofs: [
      inSuite(
        'Twelve letters and digits',
        'tests/http/identity/sign-in-code.test.ts',
        'a code has twelve letters and digits, without look-alikes',
      ),
      inSuite(
        'Each character is drawn evenly from the secure source',
        'server/security/crypto/random.test.ts',
        'a code draws evenly from its alphabet',
      ),
    ],
  },
  {
    id: 'FC-05',
    area: 'sign-in',
    kind: 'live',
    sentence: 'Administrators need a second factor too, and no setting lifts that.',
    doesNotProve: 'That a second factor cannot be phished.',
    proofs: [
      live('Whatever is lifted, administrators are told of a day', nothingExemptsAdmins, 'admins-exempt'),
      inSuite(
        'After seven days nothing opens to an administrator without one',
        'tests/http/factors/enrolment.test.ts',
        'who administers needs a strong factor after seven days, and no setting lifts that',
      ),
      inSuite(
        'A code from the mail does not get around a passkey',
        'tests/http/passkeys/bound.test.ts',
        'a code from the mail alone signs nobody in who has a passkey',
      ),
    ],
  },
  {
    id: 'FC-22',
    area: 'sign-in',
    kind: 'live',
    sentence:
      'There are no default or shared accounts: not in the application, not in the database, not in the file store.',
    doesNotProve: 'That operators do not share the credentials they create themselves.',
    proofs: [
      live(
        'Usual credentials and usual secrets open nothing',
        nothingComesWithAnAccount,
        'well-known-operator-token',
      ),
      live('Usual names with usual passwords open nothing', usualPasswordsOpenNothing, 'well-known-account'),
    ],
  },
];
