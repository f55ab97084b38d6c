/** Writes docs/privacy/register.md from the classification of the schema and the reasons for each table. */
import { mkdir, writeFile } from 'node:fs/promises';
import { classification, type Form, type Protection } from '#server/security/classification.ts';
import { keeping, type Retention } from '#server/security/retention.ts';

const page = new URL('../docs/privacy/register.md', import.meta.url);

const INTRODUCTION = `# Register of personal data

What a deployment of Caseward stores that points to a person or was written by one: why, how it is kept, for how long
and where. Everything below stands in the deployment's own PostgreSQL, in the region its operator has chosen
(\`CASEWARD_REGION\` says which); nothing is sent to anyone else by the tables themselves.

- **Files** of cases stand sealed in the data folder or the object store, under a key of their own, as long as their row
  in \`app.evidence\` says; what is removed is swept from the store.
- **Mails** wait in a queue of the same database (\`pgboss\`), sealed under the key of the deployment, and leave through
  the relay the operator has chosen.
- Accounts and workspaces are deleted by nobody on their own: they stay as long as the deployment.
- What an identity provider or directory is asked or tells is at the wish of the workspace that connected it.

"Sealed" is AES-256-GCM bound to its row. A "keyed digest" is found by equality and never read back. An "id" points to a
person whose name and address are sealed elsewhere. The page is made from the code (\`npm run register\`).
`;

const HOW: Readonly<Record<Form['kind'], (form: Form) => string>> = {
  plain: () => 'id',
  digest: () => 'keyed digest or hash',
  key: () => 'key',
  sealed: (form) =>
    form.kind === 'sealed' && form.scope === 'workspace'
      ? 'sealed, key of the workspace'
      : 'sealed, key of the deployment',
};

/** The whole page as Markdown. */
export function privacyRegister(): string {
  const rows = Object.entries(keeping).flatMap(([table, { why, retention }]) => {
    const held = columnsOf(table).map(([column, { form }]) => `\`${column}\` (${HOW[form.kind](form)})`);
    return held.length === 0
      ? []
      : [`| \`${table}\` | ${why} | ${held.join(', ')} | ${wordsOf(retention)} |`];
  });
  const head = '| Table | Why | What, and how it is kept | How long |\n| --- | --- | --- | --- |';
  return `${INTRODUCTION}\n${head}\n${rows.join('\n')}\n`;
}

/** What of a table points to a person, or was written by one. */
function columnsOf(table: string): [string, Protection][] {
  const columns = Object.entries<Protection>(classification[table as keyof typeof classification]);
  return columns.filter(([, { level }]) => level === 'personal' || level === 'confidential');
}

const LENGTHS = {
  deployment: 'as long as the deployment',
  workspace: 'as long as the workspace',
  account: 'as long as the account',
  case: 'as long as the case',
  done: 'until it is done with',
} as const;

function wordsOf(retention: Retention): string {
  if (retention.until !== 'time') return LENGTHS[retention.until];
  return retention.time === '0 days'
    ? `until ${retention.after}`
    : `${retention.time} after ${retention.after}`;
}

if (import.meta.main) {
  await mkdir(new URL('.', page), { recursive: true });
  await writeFile(page, privacyRegister());
}
