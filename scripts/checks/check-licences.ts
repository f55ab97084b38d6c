/** Every part that is installed is under a licence that goes with this project's. Exit code 1 where one is not. */
import { fileURLToPath } from 'node:url';
import { licenceProblems } from '#server/operator/supply/licences.ts';
import { partsOf, readLockFile } from '#server/operator/supply/lock-file.ts';

const problems = licenceProblems(partsOf(readLockFile(fileURLToPath(new URL('../../', import.meta.url)))));
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
