import type { Claim } from './claim.ts';
import { failuresAreTerse } from './probes/errors.ts';
import { inSuite, live } from './proof.ts';

export const errorsClaims: readonly Claim[] = [
  {
    id: 'FC-17',
    area: 'errors',
    kind: 'live',
    sentence:
      'Failures are closed and terse: a status, a sentence and a request id; no stack, SQL, path, version or data.',
    doesNotProve:
      'Failures nobody has provoked yet; the form of what a proxy in front says to a line that is no request.',
    proofs: [live('Every refusal has one terse form', failuresAreTerse, 'refusals-tell-the-stack')],
  },
  {
    id: 'FC-45',
    area: 'errors',
    kind: 'suite',
    sentence: 'Debugging is off in production: an unsafe setting stops the start with a clear message.',
    doesNotProve: 'Settings of other programs on the same machine.',
    proofs: [
      inSuite(
        'Unsafe settings stop a start in production, all named at once',
        'server/config.test.ts',
        'every unsafe setting stops production, and all are named at once',
      ),
      inSuite(
        'A misspelt environment does not lift the rules',
        'server/config.test.ts',
        'a misspelt NODE_ENV does not switch the rules of production off',
      ),
    ],
  },
];
