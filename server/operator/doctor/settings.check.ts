import { type SettingName, settings } from '../../config/settings.ts';
import { type Env, inspectConfig } from '../../config.ts';
import { type Finding, ill, well } from './finding.ts';

/** One finding for each setting that is set or wrong; a secret is never shown. */
export function checkSettings(env: Env): Finding[] {
  const { problems } = inspectConfig(env);
  const wrong = new Set(problems.map(({ setting }) => setting));
  const ills = problems.map(({ setting, sentence }) =>
    ill(setting, `${sentence} ${adviceFor(setting)}`.trim()),
  );
  const set = (Object.keys(settings) as SettingName[]).filter((name) => env[name] && !wrong.has(name));
  return [...ills, ...set.map((name) => well(name, `${shown(name, env)}. ${settings[name].about}`))];
}

function adviceFor(name: string): string {
  if (!isSetting(name)) return 'All settings are in docs/operations/configuration.md.';
  const { about, example, secret } = settings[name];
  return secret ? about : `${about} For example: ${example}`;
}

function shown(name: SettingName, env: Env): string {
  return settings[name].secret ? 'is set' : `is ${env[name]}`;
}

function isSetting(name: string): name is SettingName {
  return name in settings;
}
