import { parseArgs } from 'node:util';
import { registry } from '#proofs/registry.ts';
import { type ClaimStatus, claimStatus, type Results, type Status } from '#proofs/results.ts';
import { readResults } from './recorded-results.ts';

export const claimsHelp = `caseward claims [--json]

  Lists every promise with its status: proven, failing, or pending (nothing on record proves it yet).
  Results come from the last \`npm test\` and the last \`caseward prove\`.

  --json   one JSON array of { id, status, proofs }`;

/** Prints the status of all claims. Returns the exit code: 0, or 1 when a claim is failing. */
export async function claimsCommand(args: string[], print = console.log): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean', default: false } } });
  const statuses = allStatuses(await readResults());
  print(values.json ? JSON.stringify(statuses, null, 2) : asText(statuses));
  return statuses.some((claim) => claim.status === 'failing') ? 1 : 0;
}

export function allStatuses(results: Results): ClaimStatus[] {
  return registry.map((claim) => claimStatus(claim, results));
}

function asText(statuses: readonly ClaimStatus[]): string {
  const sentences = new Map(registry.map((claim) => [claim.id, claim.sentence]));
  const lines = statuses.map(({ id, status }) => `${status.padEnd(8)} ${id.padEnd(7)} ${sentences.get(id)}`);
  return [...lines, '', summary(statuses)].join('\n');
}

function summary(statuses: readonly ClaimStatus[]): string {
  const count = (status: Status) => statuses.filter((claim) => claim.status === status).length;
  return `${count('proven')} proven, ${count('failing')} failing, ${count('pending')} pending, of ${statuses.length}.`;
}
