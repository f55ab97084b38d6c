/**
 * All tests, or those whose path contains one of the arguments (`npm test -- tests/http/cases`). Arguments that
 * begin with `--name=` choose tests by name. Ends with `N passed, N failed`; details go to test-results/.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withNewCluster } from '#tests/support/cluster.ts';
import { buildName } from './testing/build-name.ts';
import { runFiles } from './testing/run-files.ts';
import { cleanEnvironment, withRunFolder } from './testing/surroundings.ts';
import { Tally } from './testing/tally.ts';
import { testFiles } from './testing/test-files.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const names = process.argv.filter((word) => word.startsWith('--name=')).map((word) => word.slice(7));
const filters = process.argv.slice(2).filter((word) => !word.startsWith('--'));

const files = chosenFiles();
const tally = new Tally(root);
cleanEnvironment();
const leftRunning = await withNewCluster(() => withRunFolder(runTests));
for (const command of leftRunning) tally.leftRunning(command);
await report();
process.exit(tally.count('failed') > 0 || tally.count('passed') === 0 ? 1 : 0);

function chosenFiles(): string[] {
  try {
    return testFiles(root, filters).map((file) => join(root, file));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

async function runTests(): Promise<void> {
  await runFiles(files, tally, {
    cwd: root,
    names,
    limit: 600_000,
    write: (text) => process.stdout.write(text),
  });
}

async function report(): Promise<void> {
  const folder = join(root, 'test-results');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'results.json'), `${JSON.stringify(tally.results, null, 2)}\n`);
  const run = { at: new Date().toISOString(), build: await buildName(root) };
  await writeFile(join(folder, 'run.json'), `${JSON.stringify(run)}\n`);
  for (const { outcome, file, name, reason, error } of tally.results) {
    if (outcome === 'skipped') console.log(`skipped: ${name} (${file}): ${reason}`);
    if (outcome === 'failed') console.log(`failed: ${name} (${file}): ${error?.split('\n')[0]}`);
  }
  console.log(tally.line());
}
