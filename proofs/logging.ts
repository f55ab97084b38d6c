import type { Claim } from './claim.ts';
import { inSuite } from './proof.ts';

export const loggingClaims: readonly Claim[] = [
  {
    id: 'FC-27',
    area: 'logging',
    kind: 'suite',
    sentence: 'Credentials and payment details never reach a log, and are stored only as one-way hashes.',
    doesNotProve: 'What other programs on the machine log.',
    proofs: [
      inSuite(
        'Planted credentials do not reach the log',
        'server/platform/log/log.test.ts',
        'no planted text reaches the log',
      ),
      inSuite(
        'No token is kept as it is',
        'tests/attacks/at-rest.test.ts',
        'no session token and no forgery token is kept as it is',
      ),
    ],
  },
  {
    id: 'FL-24',
    area: 'logging',
    kind: 'suite',
    sentence:
      'Logs are structured, and passwords, tokens, secrets and personal data are blacked out by themselves.',
    doesNotProve:
      'What people write where no rule expects it; planted secrets are searched for in all output.',
    proofs: [
      inSuite(
        'Planted secrets do not reach the log',
        'server/platform/log/log.test.ts',
        'no planted text reaches the log',
      ),
      inSuite(
        'A logger without the rules writes them',
        'server/platform/log/log.test.ts',
        'negative control: a plain logger writes nearly all of it',
      ),
      inSuite(
        'Addresses are blacked out in free text',
        'server/platform/log/log.test.ts',
        'e-mail addresses and network addresses never survive in free text',
      ),
    ],
  },
  {
    id: 'FL-25',
    area: 'logging',
    kind: 'suite',
    sentence:
      'Unhandled errors in routes, jobs and the browser are captured, and scrubbed before they leave.',
    doesNotProve: 'What the receiving service does with them.',
    proofs: [
      inSuite(
        'Errors of a route are told, scrubbed',
        'tests/http/browser-errors/error-reports.test.ts',
        'an error of a route is told, without what the request held',
      ),
      inSuite(
        'Errors of a job are told, scrubbed',
        'tests/http/browser-errors/error-reports.test.ts',
        'an error of a job is told, without what the job held',
      ),
      inSuite(
        'Errors of a page are told, scrubbed',
        'tests/http/browser-errors/error-reports.test.ts',
        'an error of a page is told, without what stood on it',
      ),
      inSuite(
        'A service that takes everything would have got it',
        'tests/http/browser-errors/error-reports.test.ts',
        'control: the errors themselves hold what was planted',
      ),
    ],
  },
];
