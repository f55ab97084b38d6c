/**
 * Everything but the tests: types, style, import rules, dead code, house rules, schema drift, advisories. With
 * arguments only the checks whose name contains one of them (`npm run check -- schema`).
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Check, type Outcome, runCheck } from './checks/check.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const rooms = ['server', 'contracts', 'cli', 'proofs', 'web/src', 'scripts', 'tests', 'bench'];

const checks: Check[] = [
  { name: 'types', command: [bin('tsc'), '-p', 'tsconfig.json'] },
  {
    name: 'types of the web',
    command: [bin('tsc'), '-p', 'web/tsconfig.json', '--tsBuildInfoFile', '.tmp/tsc-web.tsbuildinfo'],
  },
  { name: 'lint and format', command: [bin('biome'), 'check', '--error-on-warnings'] },
  {
    name: 'import rules',
    command: [bin('depcruise'), ...rooms.filter(isThere), '--config', '.dependency-cruiser.cjs'],
  },
  { name: 'unused files, exports, dependencies', command: [bin('knip'), '--no-progress'] },
  {
    name: 'house rules: SQL, secrets, loose tests',
    command: [process.execPath, 'scripts/rules/check-rules.ts'],
  },
  { name: 'schema', command: [process.execPath, 'scripts/schema.ts'] },
  { name: 'licences', command: [process.execPath, 'scripts/checks/check-licences.ts'] },
  { name: 'advisories', command: [process.execPath, 'scripts/checks/check-dependencies.ts'] },
];

const wanted = process.argv.slice(2);
const due = checks
  .filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
  .values();
const counts = { passed: 0, failed: 0, skipped: 0 } satisfies Record<Outcome, number>;
const words = { passed: 'ok', failed: 'FAILED', skipped: 'not possible' } satisfies Record<Outcome, string>;

await Promise.all([work(), work()]);
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
console.log(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
process.exitCode = counts.failed > 0 || counts.passed + counts.skipped === 0 ? 1 : 0;

async function work(): Promise<void> {
  for (const check of due) {
    const { outcome, output, seconds } = await runCheck(check, root);
    counts[outcome] += 1;
    console.log(`${words[outcome]}: ${check.name} (${seconds.toFixed(1)} s)`);
    if (outcome !== 'passed') console.log(output.trimEnd());
  }
}

function bin(name: string): string {
  return `node_modules/.bin/${name}`;
}

function isThere(room: string): boolean {
  return existsSync(`${root}${room}`);
}
