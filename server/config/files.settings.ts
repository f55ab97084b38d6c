import { weaknessOf } from './secret.rules.ts';
import { oneOf, optionalText, setting, urlWith, wholeNumber } from './setting.ts';

/** Where sealed files are kept, and who looks at them first. */
export const filesSettings = {
  CASEWARD_BLOBS: setting({
    about:
      '`folder` keeps files sealed under the data folder; `s3` keeps them, sealed too, in an object store.',
    default: 'folder',
    example: 's3',
    schema: oneOf(['folder', 's3'], 'folder'),
  }),
  CASEWARD_S3_ENDPOINT: setting({
    about: 'The address of an object store other than AWS.',
    default: 'the region’s own',
    example: 'https://s3.example.org',
    schema: urlWith(['https:', 'http:']),
    unsafeInProduction: (value) => (value?.startsWith('http:') ? 'must begin with https://' : undefined),
  }),
  CASEWARD_S3_BUCKET: setting({
    about: 'The bucket.',
    default: 'none',
    example: 'caseward-files',
    schema: optionalText,
  }),
  CASEWARD_S3_REGION: setting({
    about: 'The region of the bucket.',
    default: 'us-east-1',
    example: 'eu-central-1',
    schema: optionalText.default('us-east-1'),
  }),
  CASEWARD_S3_ACCESS_KEY_ID: setting({
    about: 'The access key. Without one the standard AWS places are asked.',
    default: 'none',
    example: 'AKIDEXAMPLE',
    schema: optionalText,
  }),
  CASEWARD_S3_SECRET_ACCESS_KEY: setting({
    about: 'The secret that belongs to the access key.',
    default: 'none',
    example: 'change-me',
    secret: true,
    schema: optionalText,
    unsafeInProduction: (value) => (value === undefined ? undefined : weaknessOf(value)),
  }),
  CASEWARD_EVIDENCE_QUOTA_MB: setting({
    about:
      'Megabytes (of 1,048,576 bytes) of evidence each workspace may keep. `caseward quota` gives one its own figure.',
    default: '10240',
    example: '51200',
    schema: wholeNumber(0, 999_999_999, 10_240),
  }),
  CASEWARD_IMPORT_MB: setting({
    about: 'Megabytes (of 1,048,576 bytes) that a CSV file of cases may have.',
    default: '32',
    example: '64',
    schema: wholeNumber(1, 512, 32),
  }),
  CASEWARD_IMPORT_ROWS: setting({
    about: 'Rows that a CSV file of cases may have.',
    default: '20000',
    example: '50000',
    schema: wholeNumber(1, 500_000, 20_000),
  }),
  CASEWARD_SCANNER: setting({
    about: 'Who scans uploads: `yara` (rules that ship with Caseward) or `clamd`.',
    default: 'yara',
    example: 'clamd',
    schema: oneOf(['yara', 'clamd'], 'yara'),
  }),
  CLAMD_ADDRESS: setting({
    about: 'Where clamd listens: host:port, or the absolute path of its socket.',
    default: 'none',
    example: '127.0.0.1:3310',
    schema: optionalText.refine(
      (value) => value === undefined || /^(\/.+|[^\s/:]+:\d{1,5})$/.test(value),
      'must be host:port or the absolute path of a socket',
    ),
  }),
};
