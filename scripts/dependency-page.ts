/** Writes docs/dependencies.md from the lock file; `--reviewed="what was found"` dates a review of today. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { licenceOf } from '#server/operator/supply/licences.ts';
import { partsOf, readLockFile } from '#server/operator/supply/lock-file.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const page = `${root}docs/dependencies.md`;

const INTRODUCTION = `# Dependencies

Made from the lock file (\`npm run dependencies\`). What is chosen: who keeps it, how small it is, whether it runs scripts
when it is installed (none does that is not allowed by name). Versions are exact; a new release waits seven days before
it may come in (\`min-release-age\`).

Every build (\`npm run check\`) asks the registry for known vulnerabilities and stops for one of moderate severity or
worse, compares every licence with a list, and looks for secrets in all files. \`npm run sbom\` prints the bill of
materials (CycloneDX 1.6) of everything that is installed.

Once a month, and whenever an advisory says so, all of them are looked through and brought forward, and
\`npm run dependencies -- --reviewed="what was found"\` writes that down here.
`;

/** The page for the lock file of today, with the reviews there were. */
export function dependencyPage(reviews: readonly string[]): string {
  const direct = partsOf(readLockFile(root)).filter((part) => part.direct);
  const rows = direct.map(
    (part) => `| ${part.name} | ${part.version} | ${licenceOf(part)} | ${part.dev ? 'build' : 'product'} |`,
  );
  return [
    INTRODUCTION,
    '## Reviews',
    '',
    ...reviews.map((review) => `- ${review}`),
    '',
    '## What the project asks for itself',
    '',
    '| Package | Version | Licence | For |',
    '| --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** The reviews on the page, `YYYY-MM-DD: what was found`, the newest first. */
export function reviewsOn(text: string): string[] {
  return [...text.matchAll(/^- (\d{4}-\d{2}-\d{2}: .{10,600})$/gm)].map(([, review = '']) => review);
}

if (import.meta.main) {
  const reviews = reviewsOn(readFileSync(page, { encoding: 'utf8', flag: 'a+' }));
  const found = process.argv.find((word) => word.startsWith('--reviewed='))?.slice('--reviewed='.length);
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync(page, dependencyPage(found === undefined ? reviews : [`${today}: ${found}`, ...reviews]));
}
