/** Writes docs/operations/configuration.md from the settings; with `--check` a difference is an error. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { chapters } from '#server/config/settings.ts';

const page = new URL('../docs/operations/configuration.md', import.meta.url);

const INTRODUCTION = `# Configuration

Caseward reads its settings from environment variables, once, when it starts. Nothing has to be set to try it.
An empty variable counts as not set. A name that begins with \`CASEWARD_\` and is not listed here stops the start.
With \`NODE_ENV=production\` an unsafe or missing setting stops the start, all of them named at once.
\`npx caseward doctor\` explains what is set; \`npx caseward doctor --production\` judges it as production would.

This page is made from the settings themselves (\`npm run settings\`).
`;

/** The whole page as Markdown. */
export function settingsPage(): string {
  const parts = Object.entries(chapters).map(([title, settings]) => {
    const entries = Object.entries(settings).map(([name, setting]) => entry(name, setting));
    return `## ${title}\n\n${entries.join('\n')}`;
  });
  return [INTRODUCTION, ...parts].join('\n');
}

type Documented = {
  about: string;
  default: string;
  example: string;
  secret?: true;
  unsafeInProduction?: unknown;
};

function entry(
  name: string,
  { about, default: fallback, example, secret, unsafeInProduction }: Documented,
): string {
  const plain = fallback.includes(' ') || fallback.includes('`') || fallback === 'none';
  return [
    `### \`${name}\`\n`,
    about,
    '',
    `- Default: ${plain ? fallback : `\`${fallback}\``}`,
    `- Example: \`${example}\``,
    ...(secret
      ? ['- A secret: it is never printed, and one taken from an example is refused in production.']
      : []),
    ...(unsafeInProduction && !secret ? ['- Checked in production.'] : []),
    '',
  ].join('\n');
}

if (import.meta.main) {
  await mkdir(new URL('.', page), { recursive: true });
  const text = settingsPage();
  if (!process.argv.includes('--check')) await writeFile(page, text);
  else if ((await readFile(page, 'utf8').catch(() => '')) !== text) {
    console.error('docs/operations/configuration.md does not match the settings. Run: npm run settings');
    process.exitCode = 1;
  }
}
