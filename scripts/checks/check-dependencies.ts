/** Asks the registry for known vulnerabilities. Exit code 1 when there are some, 75 when it cannot be known. */
import { spawnSync } from 'node:child_process';
import { auditVerdict } from './audit-verdict.ts';
import { NOT_POSSIBLE } from './check.ts';

const audit = spawnSync('npm', ['audit', '--json', '--fetch-retries=0'], {
  encoding: 'utf8',
  timeout: 60_000,
});
const verdict = auditVerdict(audit.stdout ?? '');
if (verdict.kind === 'unknown') {
  console.log(`npm audit: ${verdict.reason}`);
  process.exitCode = NOT_POSSIBLE;
} else {
  for (const problem of verdict.problems) console.error(problem);
  process.exitCode = verdict.problems.length > 0 ? 1 : 0;
}
