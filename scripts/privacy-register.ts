/** Writes docs/privacy/register.md from the classification of the schema and the reasons for each table. */
import { mkdir, writeFile } from 'node:fs/promises';
import { registerRows } from '#server/security/register.ts';

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

/** The whole page as Markdown. */
export function privacyRegister(): string {
  const rows = registerRows().map(({ table, why, held, howLong }) => {
    const columns = held.map(({ column, how }) => `\`${column}\` (${how})`);
    return `| \`${table}\` | ${why} | ${columns.join(', ')} | ${howLong} |`;
  });
  const head = '| Table | Why | What, and how it is kept | How long |\n| --- | --- | --- | --- |';
  return `${INTRODUCTION}\n${head}\n${rows.join('\n')}\n`;
}

if (import.meta.main) {
  await mkdir(new URL('.', page), { recursive: true });
  await writeFile(page, privacyRegister());
}
