import type { z } from 'zod';
import { backupSettings } from './backup.settings.ts';
import { databaseSettings } from './database.settings.ts';
import { filesSettings } from './files.settings.ts';
import { keysSettings } from './keys.settings.ts';
import { mailSettings } from './mail.settings.ts';
import { passwordSettings } from './password.settings.ts';
import { regionSettings } from './region.settings.ts';
import { runningSettings } from './running.settings.ts';
import { telemetrySettings } from './telemetry.settings.ts';

/** Every setting there is, by chapter. The reference page and the doctor walk this same table. */
export const chapters = {
  'Running the server': runningSettings,
  Region: regionSettings,
  Database: databaseSettings,
  'Root key': keysSettings,
  Mail: mailSettings,
  Passwords: passwordSettings,
  Files: filesSettings,
  Backups: backupSettings,
  'Metrics and traces': telemetrySettings,
} as const;

export const settings = {
  ...runningSettings,
  ...regionSettings,
  ...databaseSettings,
  ...keysSettings,
  ...mailSettings,
  ...passwordSettings,
  ...filesSettings,
  ...backupSettings,
  ...telemetrySettings,
};

export type SettingName = keyof typeof settings;
export type Values = { readonly [Name in SettingName]: z.output<(typeof settings)[Name]['schema']> };
export type Env = Readonly<Record<string, string | undefined>>;
