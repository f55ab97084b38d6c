const PARTS = {
  general: 'General',
  words: 'Words',
  types: 'Types and states',
  tags: 'Tags',
  categories: 'Categories',
  templates: 'Templates',
  review: 'Review and roles',
  security: 'Security',
  tokens: 'API tokens',
  networks: 'Networks',
  directory: 'Directory sync (SCIM)',
  log: 'Audit log',
  retention: 'Retention',
  requests: 'Requests',
  legal: 'Legal',
  data: 'Data',
  backups: 'Backups',
} as const;

export type SettingsPart = keyof typeof PARTS;

export interface PartGroup {
  readonly title: string;
  readonly parts: readonly { readonly name: SettingsPart; readonly label: string }[];
}

const GROUPS: readonly { title: string; parts: readonly SettingsPart[]; securing: boolean }[] = [
  { title: 'Workspace', parts: ['general', 'words', 'review'], securing: false },
  { title: 'Cases', parts: ['types', 'tags', 'categories', 'templates'], securing: false },
  { title: 'Access', parts: ['security', 'tokens', 'networks', 'directory'], securing: true },
  { title: 'Data', parts: ['log', 'retention', 'requests', 'legal', 'data', 'backups'], securing: true },
];

/** What the address names; `undefined` for anything that is no part. */
export function settingsPartOf(value: unknown): SettingsPart | undefined {
  return typeof value === 'string' && Object.hasOwn(PARTS, value) ? (value as SettingsPart) : undefined;
}

/** The parts one may open, in groups; those of access and data are for who secures the workspace. */
export function settingsGroups(maySecure: boolean): readonly PartGroup[] {
  return GROUPS.filter(({ securing }) => maySecure || !securing).map(({ title, parts }) => ({
    title,
    parts: parts.map((name) => ({ name, label: PARTS[name] })),
  }));
}

/** The part to show: the one asked for if it may be opened, the first otherwise. */
export function openPart(asked: SettingsPart | undefined, groups: readonly PartGroup[]): SettingsPart {
  const open = groups.some(({ parts }) => parts.some(({ name }) => name === asked));
  return open && asked !== undefined ? asked : 'general';
}
