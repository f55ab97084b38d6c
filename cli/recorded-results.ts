import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Results, SuiteResult } from '#proofs/results.ts';

/** Where `npm test` and `caseward prove` leave their results, beside the code they ran. */
export const resultsFolder = join(import.meta.dirname, '..', 'test-results');

const outcome = { passed: z.boolean(), at: z.iso.datetime(), build: z.string().max(100) };
const liveSchema = z.object({
  url: z.string().max(2000),
  results: z.array(
    z.object({ claim: z.string(), proof: z.string(), sentence: z.string().optional(), ...outcome }),
  ),
});
const suiteSchema = z.array(
  z.object({ file: z.string(), name: z.string(), outcome: z.enum(['passed', 'failed', 'skipped']) }),
);
const suiteRunSchema = z.object({ at: z.iso.datetime(), build: z.string().max(100) });

export type ProofRun = z.infer<typeof liveSchema>;

/** The last results on record; what has never run is simply absent. Throws where a file is damaged. */
export async function readResults(folder = resultsFolder): Promise<Results> {
  const [live, suite] = await Promise.all([
    readIfThere(join(folder, 'proofs.json'), liveSchema),
    readSuite(folder),
  ]);
  return { live: live?.results ?? [], suite };
}

/** What `npm test` left: a test that was left out has no result. */
async function readSuite(folder: string): Promise<SuiteResult[]> {
  const [tests, run] = await Promise.all([
    readIfThere(join(folder, 'results.json'), suiteSchema),
    readIfThere(join(folder, 'run.json'), suiteRunSchema),
  ]);
  if (!tests || !run) return [];
  return tests
    .filter(({ outcome }) => outcome !== 'skipped')
    .map(({ file, name, outcome }) => ({ ...run, file, test: name, passed: outcome === 'passed' }));
}

/** Replaces the record of the last live run, whole or not at all. */
export async function writeProofRun(run: ProofRun, folder = resultsFolder): Promise<void> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, 'proofs.json');
  await writeFile(`${path}.new`, `${JSON.stringify(run, null, 2)}\n`);
  await rename(`${path}.new`, path);
}

async function readIfThere<T>(path: string, schema: z.ZodType<T>): Promise<T | undefined> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
}
