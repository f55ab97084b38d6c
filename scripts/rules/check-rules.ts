/** The house rules that no bought tool knows, over every tracked file. Exit code 1 with one line a finding. */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { findUnmarkedBreak } from './breaking-migrations.ts';
import type { Rule } from './finding.ts';
import { findLooseTests } from './loose-tests.ts';
import { findSecrets } from './secrets.ts';
import { findStringSql } from './string-sql.ts';

const rules: { files: RegExp; except?: RegExp; find: Rule }[] = [
  { files: /^(server|cli|proofs)\/.*\.ts$/, except: /\.(test|generated)\.ts$/, find: findStringSql },
  // Those up to 0059 are older than the first version anybody could go back to.
  { files: /^migrations\/(?!00[0-5]\d_)\d{4}_.*\.sql$/, find: findUnmarkedBreak },
  { files: /\.test\.tsx?$/, find: findLooseTests },
  { files: /./, except: /^package-lock\.json$|\.(png|ico|woff2|gz|pdf|zip)$/, find: findSecrets },
];

const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard']);
const files = listed
  .toString()
  .split('\0')
  .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile());

for (const file of files) {
  const due = rules.filter((rule) => rule.files.test(file) && !rule.except?.test(file));
  const text = due.length > 0 ? readFileSync(file, 'utf8') : '';
  for (const { line, message } of due.flatMap((rule) => rule.find(file, text))) {
    console.error(`${file}:${line} ${message}`);
    process.exitCode = 1;
  }
}
