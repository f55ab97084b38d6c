/**
 * Kills the server, its database or a command in the middle of work, again and again, and looks whether anything that
 * was confirmed is lost or anything half done is seen: `npm run kill-test -- --rounds 200 [--seed N]`.
 */
import { parseArgs } from 'node:util';
import { runRounds } from '#tests/kill/rounds.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '200' }, seed: { type: 'string' } },
});
const rounds = Number(values.rounds);
const seed = Number(values.seed ?? Date.now() % 1_000_000);

console.log(`${rounds} rounds, seed ${seed}`);
const outcome = await runRounds({ rounds, seed }, console.log);
console.log(
  `${outcome.rounds} rounds: nothing lost of ${outcome.cases} cases, ${outcome.files} files, ${outcome.backups} backups and ${outcome.exports} exports that were confirmed, ${outcome.imports} imports were made whole and taken back whole, ${outcome.erased} people who were erased are nowhere; the audit log holds.`,
);
