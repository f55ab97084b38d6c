import { ownKeys } from './own-keys.ts';
import { optionalText, setting, urlWith } from './setting.ts';

/** The root key, which wraps every workspace's key. It is a file of this machine or a key of AWS KMS. */
export const keysSettings = {
  CASEWARD_ROOT_KEY_FILE: setting({
    about: 'The file of the root key, readable by its owner alone. Back it up apart from the data folder.',
    default: '`~/.config/caseward/keys/<path of the data folder>/root.key` (or under `$XDG_CONFIG_HOME`)',
    example: '/etc/caseward/root.key',
    schema: optionalText,
  }),
  CASEWARD_KMS_KEY_ID: setting({
    about: 'The AWS KMS key that takes the place of the root key file.',
    default: 'none: the root key file is used',
    example: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd',
    schema: optionalText,
  }),
  CASEWARD_KMS_ENDPOINT: setting({
    about: 'An address of KMS other than the region’s own, such as a VPC endpoint.',
    default: 'the region’s own',
    example: 'https://kms.internal.example.org',
    schema: urlWith(['https:', 'http:']),
    unsafeInProduction: (value) => (value?.startsWith('http:') ? 'must begin with https://' : undefined),
  }),
  CASEWARD_WORKSPACE_KMS_KEYS: setting({
    about:
      'Workspaces that bring a key of their own, each with the ARN of its key in AWS KMS. `npx caseward keys own` then wraps their data keys by it.',
    default: 'none: every workspace’s keys are wrapped by the root key',
    example:
      '6f1d2c3a-5b7e-4c1f-9a70-2e8d4b6c1a90=arn:aws:kms:eu-central-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab',
    schema: ownKeys,
  }),
  AWS_REGION: setting({
    about: 'The AWS region of the KMS key. Credentials come from the standard AWS places.',
    default: 'none',
    example: 'eu-central-1',
    schema: optionalText,
  }),
};
