import type { Claim } from './claim.ts';
import {
  factsOfFilesAreChecked,
  noIssuerInsideIsAsked,
  nothingInsideIsFetched,
} from './probes/files-and-addresses.ts';
import {
  jsonTricksFindNothing,
  ldapInputIsInert,
  repeatedParametersAreRefused,
  unknownFieldsAreRefused,
} from './probes/input.ts';
import { inSuite, live } from './proof.ts';

export const inputClaims: readonly Claim[] = [
  {
    id: 'FC-36',
    area: 'input',
    kind: 'live',
    sentence:
      'JSON injection, prototype pollution and expression evaluation find nothing to act on: such input counts as empty or invalid.',
    doesNotProve: 'Programs that consume exported data later.',
    proofs: [
      live('Hostile JSON is refused, expressions stay text', jsonTricksFindNothing, 'hostile-keys-dropped'),
    ],
  },
  {
    id: 'FC-37',
    area: 'input',
    kind: 'live',
    sentence: 'LDAP-style input is inert; there is no LDAP.',
    doesNotProve: 'The directory behind an identity provider.',
    proofs: [live('Directory filters select nothing', ldapInputIsInert, 'wildcards-in-searches')],
  },
  {
    id: 'FC-38',
    area: 'input',
    kind: 'live',
    sentence:
      'Names, addresses and metadata of files are checked on both sides, and the server never fetches a private, loopback or link-local address, not after rebinding or redirects either.',
    doesNotProve:
      'What a public server answers, nor hosts inside that the operator has named (CASEWARD_INSIDE_HOSTS).',
    proofs: [
      live('An address inside the network is not even tried', nothingInsideIsFetched, 'inside-is-tried'),
      live('Nor is an issuer of OpenID Connect there', noIssuerInsideIsAsked, 'inside-is-tried'),
      live(
        'Misleading names and types that are not so are refused',
        factsOfFilesAreChecked,
        'names-tidied-first',
      ),
      inSuite(
        'The page does not even send such a file',
        'web/src/features/evidence/file-words.test.ts',
        'a file whose name reads as another is not sent',
      ),
      inSuite(
        'Nor one of a type or size that is refused',
        'web/src/features/evidence/file-words.test.ts',
        'a file that would be refused is not sent',
      ),
      inSuite(
        'No way of writing an address leads inside',
        'server/platform/fetch-outside/inside-walls.test.ts',
        'no way of writing an address inside leads there',
      ),
      inSuite(
        'One answer inside refuses a name',
        'server/platform/fetch-outside/inside-walls.test.ts',
        'one answer inside among many refuses the name, wherever it stands',
      ),
      inSuite(
        'A name that turns round later gains nothing',
        'server/platform/fetch-outside/inside-walls.test.ts',
        'a name that turns inside after it was looked at gains nothing: it is asked for once',
      ),
      inSuite(
        'Nor does a redirect',
        'server/platform/fetch-outside/inside-walls.test.ts',
        'a redirect inside is not followed, and its host hears nothing',
      ),
      inSuite(
        'A client that asks again is led inside',
        'server/platform/fetch-outside/inside-walls.test.ts',
        'negative control: a client that asks for the name again is led inside',
      ),
    ],
  },
  {
    id: 'FC-42',
    area: 'input',
    kind: 'live',
    sentence: 'Repeated parameters are refused, and tried on every build; a failure blocks the release.',
    doesNotProve: 'Proxies in front that merge parameters first.',
    proofs: [
      live(
        'Repeated parameters, keys and headers are refused',
        repeatedParametersAreRefused,
        'repeats-merged',
      ),
    ],
  },
  {
    id: 'FL-18',
    area: 'input',
    kind: 'live',
    sentence: 'Every endpoint checks its input against a schema, and unknown fields are refused.',
    doesNotProve: 'That each schema is as narrow as it could be.',
    proofs: [
      live(
        'Every published operation refuses a field it does not know',
        unknownFieldsAreRefused,
        'unknown-fields-dropped',
      ),
    ],
  },
  {
    id: 'FL-19',
    area: 'input',
    kind: 'suite',
    sentence: 'All SQL is parameterised, and a check forbids building it from strings.',
    doesNotProve: 'That the database software is free of defects.',
    proofs: [
      inSuite(
        'No statement of the server is built from strings',
        'tests/architecture/every-source.test.ts',
        'no statement of the server is built from strings',
      ),
      inSuite(
        'A statement built from strings is found',
        'tests/architecture/every-source.test.ts',
        'negative control: a statement built from strings is found',
      ),
    ],
  },
];
