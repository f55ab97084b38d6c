import { weaknessOf } from './secret.rules.ts';
import { oneOf, optionalText, setting, urlWith, wholeNumber } from './setting.ts';

/** Where backups go. They are sealed to the backup key, whose private half is on the recovery kit alone. */
export const backupSettings = {
  CASEWARD_BACKUPS: setting({
    about:
      '`folder` or `s3` for backups made by Caseward; `own` where another tool makes them and `caseward backup report` tells of each.',
    default: 'folder',
    example: 's3',
    schema: oneOf(['folder', 's3', 'own'], 'folder'),
  }),
  CASEWARD_BACKUP_FOLDER: setting({
    about: 'The folder of the backups: another disk, or one mounted from another machine.',
    default: 'beside the data folder, its name followed by `-backups`',
    example: '/mnt/backups/caseward',
    schema: optionalText,
  }),
  CASEWARD_BACKUP_DAYS: setting({
    about: 'How many days a backup is kept. The newest is kept whatever its age.',
    default: '90',
    example: '30',
    schema: wholeNumber(1, 3650, 90),
  }),
  CASEWARD_BACKUP_S3_ENDPOINT: setting({
    about: 'The address of an object store other than AWS, for backups.',
    default: 'the region’s own',
    example: 'https://s3.backups.example.org',
    schema: urlWith(['https:', 'http:']),
    unsafeInProduction: (value) => (value?.startsWith('http:') ? 'must begin with https://' : undefined),
  }),
  CASEWARD_BACKUP_S3_BUCKET: setting({
    about:
      'The bucket of the backups: another one than that of the files, with versioning and object lock on.',
    default: 'none',
    example: 'caseward-backups',
    schema: optionalText,
  }),
  CASEWARD_BACKUP_S3_REGION: setting({
    about: 'The region of that bucket.',
    default: 'us-east-1',
    example: 'eu-west-1',
    schema: optionalText.default('us-east-1'),
  }),
  CASEWARD_BACKUP_S3_ACCESS_KEY_ID: setting({
    about: 'The access key for backups. Without one the standard AWS places are asked.',
    default: 'none',
    example: 'AKIDEXAMPLE',
    schema: optionalText,
  }),
  CASEWARD_BACKUP_S3_SECRET_ACCESS_KEY: setting({
    about: 'The secret that belongs to it.',
    default: 'none',
    example: 'change-me',
    secret: true,
    schema: optionalText,
    unsafeInProduction: (value) => (value === undefined ? undefined : weaknessOf(value)),
  }),
};
