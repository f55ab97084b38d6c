import type { Claim, LiveProof } from './claim.ts';
import { NotPossibleHere, ProofFailure } from './failure.ts';
import type { ProbeContext } from './probe-context.ts';
import type { LiveResult } from './results.ts';

/** One live proof with the claim it belongs to. */
export type Trial = { readonly claim: string; readonly proof: LiveProof };

export function trials(claims: readonly Claim[], only: readonly string[] = []): Trial[] {
  return claims
    .filter((claim) => only.length === 0 || only.includes(claim.id))
    .flatMap((claim) =>
      claim.proofs.flatMap((proof) => (proof.kind === 'live' ? [{ claim: claim.id, proof }] : [])),
    );
}

/** A proof that finds nothing to try in a deployment, and why: no result, hence neither proven nor failing. */
export type Untried = { readonly claim: string; readonly proof: string; readonly notPossible: string };

/**
 * Tries one proof. A ProofFailure and any other error alike count as failed; only the former's sentence is
 * published, the latter's message is for the person at the shell.
 */
export async function tryProof(
  trial: Trial,
  context: ProbeContext,
  build: string,
): Promise<LiveResult | Untried> {
  const outcome = await run(trial.proof, context);
  if (typeof outcome === 'string')
    return { claim: trial.claim, proof: trial.proof.name, notPossible: outcome };
  return { claim: trial.claim, proof: trial.proof.name, at: new Date().toISOString(), build, ...outcome };
}

async function run(
  proof: LiveProof,
  context: ProbeContext,
): Promise<Pick<LiveResult, 'passed' | 'sentence'> | string> {
  try {
    await proof.run(context);
    return { passed: true };
  } catch (error) {
    if (error instanceof NotPossibleHere) return error.message;
    if (error instanceof ProofFailure) return { passed: false, sentence: error.message };
    return { passed: false, sentence: `The probe could not finish: ${message(error)}` };
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
