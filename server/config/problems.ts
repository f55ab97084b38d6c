import type { Setting } from './setting.ts';
import { type Env, type SettingName, settings, type Values } from './settings.ts';
import { isLoopback } from './telemetry.settings.ts';

/** What is wrong with one setting, as a sentence that never repeats a secret. */
export type Problem = { readonly setting: string; readonly sentence: string };

/** Other names in the environment belong to other programs, so only our own prefix is checked. */
export function unknownNames(env: Env): Problem[] {
  return Object.keys(env)
    .filter((name) => name.startsWith('CASEWARD_') && !(name in settings))
    .map((name) => ({
      setting: name,
      sentence: `${name} is not a setting of Caseward; check its spelling.`,
    }));
}

export function readValues(env: Env): { values: Partial<Values>; problems: Problem[] } {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const name of Object.keys(settings) as SettingName[]) {
    const result = settings[name].schema.safeParse(env[name] === '' ? undefined : env[name]);
    if (result.success) values[name] = result.data;
    else
      problems.push({ setting: name, sentence: `${name} ${result.error.issues[0]?.message ?? 'is wrong'}.` });
  }
  return { values: values as Partial<Values>, problems };
}

export function missingPartners(values: Partial<Values>): Problem[] {
  const needs: [boolean, SettingName, string][] = [
    [values.CASEWARD_MAIL === 'smtp', 'SMTP_URL', 'CASEWARD_MAIL is smtp'],
    [values.CASEWARD_BLOBS === 's3', 'CASEWARD_S3_BUCKET', 'CASEWARD_BLOBS is s3'],
    [values.CASEWARD_BACKUPS === 's3', 'CASEWARD_BACKUP_S3_BUCKET', 'CASEWARD_BACKUPS is s3'],
    [
      values.CASEWARD_BACKUP_S3_ACCESS_KEY_ID !== undefined,
      'CASEWARD_BACKUP_S3_SECRET_ACCESS_KEY',
      'its access key is set',
    ],
    [
      values.CASEWARD_METRICS_ADDRESS !== undefined && !isLoopback(values.CASEWARD_METRICS_ADDRESS.host),
      'CASEWARD_METRICS_TOKEN',
      'CASEWARD_METRICS_ADDRESS is one that other machines reach',
    ],
    [values.CASEWARD_SCANNER === 'clamd', 'CLAMD_ADDRESS', 'CASEWARD_SCANNER is clamd'],
    [values.CASEWARD_KMS_KEY_ID !== undefined, 'AWS_REGION', 'CASEWARD_KMS_KEY_ID is set'],
    [
      values.CASEWARD_S3_ACCESS_KEY_ID !== undefined,
      'CASEWARD_S3_SECRET_ACCESS_KEY',
      'its access key is set',
    ],
    [values.DATABASE_OWNER_URL !== undefined, 'DATABASE_URL', 'DATABASE_OWNER_URL is set'],
    [values.DATABASE_SEALER_URL !== undefined, 'DATABASE_URL', 'DATABASE_SEALER_URL is set'],
    [values.DATABASE_OPERATOR_URL !== undefined, 'DATABASE_URL', 'DATABASE_OPERATOR_URL is set'],
  ];
  return needs
    .filter(([needed, name]) => needed && name in values && values[name] === undefined)
    .map(([, name, because]) => ({ setting: name, sentence: `${name} must be set, because ${because}.` }));
}

/** The rules of production, asked whatever the environment is: the caller decides whether they bind. */
export function unsafeValues(values: Partial<Values>): Problem[] {
  return (Object.keys(values) as SettingName[]).flatMap((name) => {
    // Each rule takes the very type its own schema gives; the union of rules cannot say so.
    const rule = settings[name].unsafeInProduction as Setting<unknown>['unsafeInProduction'];
    const why = rule?.(values[name]);
    return why === undefined ? [] : [{ setting: name, sentence: `${name} ${why}.` }];
  });
}
