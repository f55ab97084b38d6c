import type { Claim, Proof, SuiteProof } from './claim.ts';

/** What became of one proof the last time it ran. `at` is ISO 8601 in UTC, `build` names the code that ran. */
export type ProofResult = {
  readonly passed: boolean;
  readonly at: string;
  readonly build: string;
  /** Why it failed, in one sentence; absent where it passed. */
  readonly sentence?: string | undefined;
};

export type LiveResult = ProofResult & { readonly claim: string; readonly proof: string };
export type SuiteResult = ProofResult & { readonly file: string; readonly test: string };
export type Results = { readonly live: readonly LiveResult[]; readonly suite: readonly SuiteResult[] };

export type Status = 'proven' | 'pending' | 'failing';
export type ProofStatus = Pick<Proof, 'kind' | 'name'> & { readonly status: Status } & Partial<ProofResult>;
export type ClaimStatus = {
  readonly id: string;
  readonly status: Status;
  readonly proofs: readonly ProofStatus[];
};

/**
 * A claim is proven when each of its proofs has a recorded pass, failing when one has a recorded failure,
 * and pending otherwise: without a result nothing is proven.
 */
export function claimStatus(claim: Pick<Claim, 'id' | 'proofs'>, results: Results): ClaimStatus {
  const proofs = claim.proofs.map((proof) => proofStatus(claim.id, proof, results));
  return { id: claim.id, status: worst(proofs.map((proof) => proof.status)), proofs };
}

function proofStatus(claim: string, proof: Proof, results: Results): ProofStatus {
  const result = lastResult(claim, proof, results);
  const { kind, name } = proof;
  if (!result) return { kind, name, status: 'pending' };
  const { passed, at, build, sentence } = result;
  return { kind, name, status: passed ? 'proven' : 'failing', passed, at, build, sentence };
}

function lastResult(claim: string, proof: Proof, results: Results): ProofResult | undefined {
  if (proof.kind === 'live') {
    return results.live.findLast((result) => result.claim === claim && result.proof === proof.name);
  }
  const named: Pick<SuiteProof, 'file' | 'test'> = proof.kind === 'suite' ? proof : proof.checkedBy;
  return results.suite.findLast((result) => result.file === named.file && result.test === named.test);
}

function worst(statuses: readonly Status[]): Status {
  if (statuses.includes('failing')) return 'failing';
  return statuses.length > 0 && statuses.every((status) => status === 'proven') ? 'proven' : 'pending';
}
