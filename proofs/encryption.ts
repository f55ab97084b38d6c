import type { Claim } from './claim.ts';
import { identifiersAreRandom } from './probes/encryption.ts';
import { inSuite, live } from './proof.ts';

export const encryptionClaims: readonly Claim[] = [
  {
    id: 'FTS-14',
    area: 'encryption',
    kind: 'suite',
    sentence:
      'Cases, attachments and what describes them are stored encrypted with AES-256: a copy of the database and of the file store shows no title, text, comment, file name, file content or contact detail.',
    doesNotProve:
      'Protection against someone who holds the running server or the root key; word frequencies in the search index are described in the threat model.',
    proofs: [
      inSuite(
        'No planted word is in the database or the file store',
        'tests/attacks/at-rest.test.ts',
        'nothing that people wrote can be read in the database or the file store',
      ),
      inSuite(
        'Words stored in clear would be found',
        'tests/attacks/at-rest.test.ts',
        'negative control: what is stored in clear is found, in each spelling',
      ),
      inSuite(
        'A blob is AES-256-GCM as another implementation reads it',
        'server/security/crypto/key-scope.test.ts',
        'a blob is AES-256-GCM in the documented layout, as another implementation reads it',
      ),
      inSuite(
        'No file stands on the disk in clear, on its way or settled',
        'tests/http/evidence/uploads.test.ts',
        'nothing of a file stands on the disk in clear, on its way or settled',
      ),
    ],
  },
  {
    id: 'FTS-15',
    area: 'encryption',
    kind: 'suite',
    sentence:
      'Keys live in a key management service. A workspace can bring its own key, withdrawing it makes its data unreadable, and keys rotate while the service runs.',
    doesNotProve:
      'The inner workings of the key management service: in the suite a stand-in speaks its protocol. Until a server asks again, five minutes at most, a withdrawn key still serves.',
    proofs: [
      inSuite(
        'A key of the key management service opens a workspace, and only that key',
        'server/security/crypto/kms-root-key.test.ts',
        'a workspace is opened by asking the KMS, whose data keys come wrapped only',
      ),
      inSuite(
        'A workspace’s keys are wrapped by the key it brought',
        'tests/http/door/own-key.test.ts',
        'a workspace’s keys are wrapped by the key it brought, and its people notice nothing',
      ),
      inSuite(
        'Withdrawn, nothing of it is read or written, and given back it opens again',
        'tests/http/door/own-key.test.ts',
        'withdrawn, nothing of it is read or written, others go on, and given back it opens again',
      ),
      inSuite(
        'Without its key a copy of everything else opens nothing',
        'tests/http/door/own-key.test.ts',
        'the root key file and a copy of the database open nothing of it any more',
      ),
      inSuite(
        'Keys rotate while it is served',
        'tests/http/door/own-key.test.ts',
        'its keys rotate while it is served, and stay under its own',
      ),
    ],
  },
  {
    id: 'FTS-16',
    area: 'encryption',
    kind: 'suite',
    sentence: 'Passwords and API keys are kept only as salted bcrypt hashes.',
    doesNotProve: 'That people choose good passwords.',
    proofs: [
      inSuite(
        'Every row and every file, after passwords and tokens were made and used',
        'tests/http/leaks/only-bcrypt.test.ts',
        'passwords and API keys are kept as salted bcrypt hashes, and in no other form (FTS-16)',
      ),
    ],
  },
  {
    id: 'FC-24',
    area: 'encryption',
    kind: 'suite',
    sentence: 'All stored data is encrypted, personal data included.',
    doesNotProve: 'Protection against someone who holds the running server.',
    proofs: [
      inSuite(
        'No planted word, name or address is in the database or the file store',
        'tests/attacks/at-rest.test.ts',
        'nothing that people wrote can be read in the database or the file store',
      ),
      inSuite(
        'Words stored in clear would be found',
        'tests/attacks/at-rest.test.ts',
        'negative control: what is stored in clear is found, in each spelling',
      ),
    ],
  },
  {
    id: 'FC-30',
    area: 'encryption',
    kind: 'live',
    sentence: 'Identifiers are random: UUID version 4 from a secure source.',
    doesNotProve: 'That an identifier is a secret; access never rests on guessing it.',
    proofs: [
      live(
        'Identifiers in replies and of fresh records are random',
        identifiersAreRandom,
        'identifiers-by-the-clock',
      ),
    ],
  },
  {
    id: 'FC-31',
    area: 'encryption',
    kind: 'suite',
    sentence: 'Secrets are compared in constant time.',
    doesNotProve: 'The timing of the processor below the language runtime.',
    proofs: [
      inSuite(
        'Secrets are equal exactly when their bytes are',
        'server/security/crypto/compare.test.ts',
        'secrets are equal exactly when their bytes are',
      ),
      inSuite(
        'The comparison is the one of constant time',
        'server/security/crypto/compare.test.ts',
        'the comparison itself is the constant-time one',
      ),
    ],
  },
  {
    id: 'FC-32',
    area: 'encryption',
    kind: 'suite',
    sentence:
      'Application code never holds key material: keys are opaque handles that cannot be exported, and the root key stays where it is kept.',
    doesNotProve: 'Protection against someone who reads the memory of the server process.',
    proofs: [
      inSuite(
        'Nothing a caller can reach is a key',
        'server/security/crypto/opaque-keys.test.ts',
        'nothing callers can reach is a key or holds its bytes',
      ),
      inSuite(
        'The walk that looks for keys finds one that is exposed',
        'server/security/crypto/opaque-keys.test.ts',
        'the walk does find a key where one is exposed',
      ),
      inSuite(
        'No method gives a key out',
        'server/security/crypto/opaque-keys.test.ts',
        'no method of a scope opens a sealed key, and no export unwraps one',
      ),
    ],
  },
  {
    id: 'FL-06',
    area: 'encryption',
    kind: 'suite',
    sentence: 'The database is encrypted at rest.',
    doesNotProve:
      'Protection of the little that has to stay readable to find rows, listed in the threat model.',
    proofs: [
      inSuite(
        'No planted word is in any table of the database',
        'tests/attacks/at-rest.test.ts',
        'nothing that people wrote can be read in the database or the file store',
      ),
      inSuite(
        'Words stored in clear would be found',
        'tests/attacks/at-rest.test.ts',
        'negative control: what is stored in clear is found, in each spelling',
      ),
    ],
  },
  {
    id: 'FL-07',
    area: 'encryption',
    kind: 'suite',
    sentence: 'Access tokens of connected accounts are sealed with AES-256-GCM before they are stored.',
    doesNotProve: 'What the connected provider does with its copy.',
    proofs: [],
  },
];
