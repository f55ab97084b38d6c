/**
 * All tests, or those whose path contains one of the arguments (`npm test -- tests/http/cases`). Arguments that
 * begin with `--name=` choose tests by name. Ends with `N passed, N failed`; details go to test-results/, or to the
 * folder that `--results=` names: the claims count what lies in the former.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withNewCluster } from '#tests/support/cluster.ts';
import { batchesOf } from './testing/batches.ts';
import { buildName } from './testing/build-name.ts';
import { runFiles } from './testing/run-files.ts';
import { filesForSecondLook } from './testing/second-look.ts';
import { cleanEnvironment, withRunFolder } from './testing/surroundings.ts';
import { type Result, Tally } from './testing/tally.ts';
import { testFiles } from './testing/test-files.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const names = process.argv.filter((word) => word.startsWith('--name=')).map((word) => word.slice(7));
const resultsFolder = resolve(
  root,
  process.argv.find((word) => word.startsWith('--results='))?.slice(10) ?? 'test-results',
);
/** How many files are named at the end of a run for the time they took. */
const slowest = 12;
const LINES_OF_ERROR = 15;
const filters = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const whole = filters.length === 0 && names.length === 0;

const files = chosenFiles();
const tally = new Tally(root);
cleanEnvironment();
const leftRunning = await withNewCluster(() => withRunFolder(runTests));
for (const command of leftRunning) tally.leftRunning(command);
await report();
process.exit(tally.count('failed') > 0 || tally.count('passed') === 0 ? 1 : 0);

function chosenFiles(): string[] {
  try {
    return testFiles(root, filters);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(2);
  }
}

async function runTests(): Promise<void> {
  // Tests that are chosen by name are looked at one file at a time.
  const batches = names.length > 0 ? files.map((file) => [file]) : batchesOf(root, files);
  const paths = batches.map((batch) => batch.map((file) => join(root, file)));
  const options = {
    cwd: root,
    names,
    limit: 900_000,
    write: (text: string) => void process.stdout.write(text),
  };
  await runFiles(paths, tally, options);
  // Whoever runs some of them is looking.
  const again = whole ? filesForSecondLook(tally.results) : [];
  for (const file of again) {
    console.log(`a second look at ${file}`);
    const second = new Tally(root);
    await runFiles([[join(root, file)]], second, options);
    tally.lookedAgain(file, second);
  }
}

async function report(): Promise<void> {
  await mkdir(resultsFolder, { recursive: true });
  await writeFile(join(resultsFolder, 'results.json'), `${JSON.stringify(tally.results, null, 2)}\n`);
  const unsteady = tally.unsteady.map(({ file, name }) => `${name} (${file})`);
  const run = { at: new Date().toISOString(), build: await buildName(root), whole, unsteady };
  await writeFile(join(resultsFolder, 'run.json'), `${JSON.stringify(run)}\n`);
  await writeFile(join(resultsFolder, 'durations.json'), `${JSON.stringify(tally.durations(), null, 2)}\n`);
  if (files.length > slowest) showSlowest();
  for (const { outcome, file, name, reason } of tally.results) {
    if (outcome === 'skipped') console.log(`skipped: ${name} (${file}): ${reason}`);
  }
  for (const result of tally.unsteady) console.log(`unsteady: ${inShort(result)}`);
  for (const result of tally.results) {
    if (result.outcome === 'failed') console.log(`failed: ${inShort(result)}`);
  }
  console.log(tally.line());
}

/** A failure by its name and the beginning of what it said, each further line behind a bar. */
function inShort({ file, name, error = '' }: Result): string {
  return `${name} (${file}): ${error.split('\n').slice(0, LINES_OF_ERROR).join('\n  | ')}`;
}

function showSlowest(): void {
  console.log('slowest files, in seconds:');
  for (const { file, milliseconds } of tally.durations().slice(0, slowest))
    console.log(`${(milliseconds / 1000).toFixed(1).padStart(7)}  ${file}`);
}
