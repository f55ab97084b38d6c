import { type ProofRun, TrustPage } from '#contracts/trust.ts';
import { httpClient } from '#proofs/http-client.ts';
import { registry } from '#proofs/registry.ts';
import { claimStatus, type LiveResult, type Results, type SuiteResult } from '#proofs/results.ts';

/**
 * Hands a run to the deployment it tried, for its public security page. Results of the suite count only if they
 * are of the very commit that the deployment runs. Returns how many promises were told.
 * @throws Error when the deployment does not take it.
 */
export async function publishProofs(
  url: string,
  token: string,
  live: readonly LiveResult[],
  suite: readonly SuiteResult[],
): Promise<number> {
  const client = httpClient(url);
  try {
    const { build } = TrustPage.parse((await client.call({ path: '/api/v1/trust' })).json);
    const own = suite.filter((result) => isCommit(result.build, build.commit));
    const run: ProofRun = { build: build.commit, claims: publicClaims({ live, suite: own }) };
    const headers = { authorization: `Bearer ${token}`, origin: null };
    const reply = await client.call({ method: 'POST', path: '/api/v1/proof-runs', body: run, headers });
    if (reply.status >= 300)
      throw new Error(`the deployment did not take the results (HTTP ${reply.status})`);
    return run.claims.length;
  } finally {
    client.close();
  }
}

/** The promises with a result for each of their proofs; the date is that of the oldest. */
export function publicClaims(results: Results): ProofRun['claims'] {
  return registry.flatMap((claim) => {
    const { status, proofs } = claimStatus(claim, results);
    if (status === 'pending') return [];
    const { id, area, sentence, kind, doesNotProve } = claim;
    const [triedAt = ''] = proofs.flatMap(({ at }) => at ?? []).toSorted();
    return [{ id, area, sentence, status, proof: kind, triedAt, limits: doesNotProve }];
  });
}

/** Whether a result's build names exactly this commit: neither changed files nor an unknown one. */
export function isCommit(build: string, commit: string): boolean {
  return /^[0-9a-f]{12,40}$/.test(build) && commit.startsWith(build);
}
