import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asvsAnswers, soc2Answers } from '#proofs/assessments/assessments.ts';
import { registry } from '#proofs/registry.ts';
import type { PackFile } from '#server/operator/evidence-pack/pack-archive.ts';
import { jsonFile } from '#server/operator/evidence-pack/seal-pack.ts';
import { allStatuses } from '../claims.ts';
import { readResults, resultsFolder } from '../recorded-results.ts';
import { summaryOf } from './test-summary.ts';

/** What a pack shows of the code it was made beside: the promises, what each proof said, and the run of the suite. */
export async function filesBesideTheCode(folder = resultsFolder): Promise<PackFile[]> {
  return [
    jsonFile('claims/registry.json', registry),
    jsonFile('assessments/asvs-5.0.0.json', asvsAnswers()),
    jsonFile('assessments/soc2.json', soc2Answers()),
    jsonFile('claims/proof-output.json', allStatuses(await readResults(folder))),
    jsonFile(
      'tests/summary.json',
      summaryOf(await read(folder, 'results.json'), await read(folder, 'run.json')),
    ),
  ];
}

async function read(folder: string, name: string): Promise<unknown> {
  const text = await readFile(join(folder, name), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return text === undefined ? undefined : JSON.parse(text);
}
