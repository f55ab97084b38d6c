import type { Claim } from './claim.ts';
import { aTryComesFirst, metadataConnectAProvider, onlyTheProviderOpens } from './probes/sso.ts';
import { inSuite, live } from './proof.ts';

export const ssoClaims: readonly Claim[] = [
  {
    id: 'FTS-03',
    area: 'sso',
    kind: 'live',
    sentence:
      "A workspace sets up SAML 2.0 sign-in from its identity provider's metadata, by address or pasted; the values the provider needs are there to copy.",
    doesNotProve: 'That the identity provider is configured safely.',
    proofs: [
      live(
        'Pasted metadata connect a provider, and our own say what is shown to copy',
        metadataConnectAProvider,
        'provider-values-differ',
      ),
      inSuite(
        'An address inside the network is never fetched',
        'server/platform/fetch-outside/fetch-outside.test.ts',
        'nothing inside is fetched, by whatever name',
      ),
      inSuite(
        'An honest answer of either certificate is read',
        'tests/attacks/saml-forgeries.test.ts',
        'control: an honest answer is read, whatever part is signed, and by either certificate',
      ),
      inSuite(
        'An answer is taken once, on all nodes',
        'tests/attacks/saml-replay.test.ts',
        'an answer is taken once, on whichever node it comes again (CVE-2025-46815)',
      ),
    ],
  },
  {
    id: 'FTS-04',
    area: 'sso',
    kind: 'live',
    sentence:
      'Single sign-on has a test mode: an administrator completes a real round trip and sees the attributes that arrive before it can be enforced.',
    doesNotProve: 'That every member exists at the provider.',
    proofs: [
      live(
        'Nothing is switched on or enforced before a round trip, which shows what arrived',
        aTryComesFirst,
        'untested-providers-count',
      ),
      inSuite(
        'A try of OpenID Connect shows what arrived, too',
        'tests/http/sso/openid.test.ts',
        'a try shows what arrived, and no reply ever holds the secret',
      ),
    ],
  },
  {
    id: 'FTS-05',
    area: 'sso',
    kind: 'live',
    sentence:
      'Once single sign-on is enforced, codes, passwords and passkeys no longer open the workspace. A named break-glass owner is possible, off by default and audited, and members the provider does not know are pointed out first.',
    doesNotProve: 'What the identity provider lets through.',
    proofs: [
      live(
        'Enforced, only the provider opens; the emergency door is off, then named and noted',
        onlyTheProviderOpens,
        'enforcement-forgotten',
      ),
      inSuite(
        'The same with a provider that speaks OpenID Connect',
        'tests/http/sso/openid-people.test.ts',
        'enforced, only the provider opens the workspace',
      ),
      inSuite(
        'Each use of the emergency door is told to every owner',
        'tests/http/sso/look-after.test.ts',
        'each use of the emergency door is told to every owner, once',
      ),
    ],
  },
];
