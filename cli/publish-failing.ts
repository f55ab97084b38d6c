import { type ProofRun, TrustPage } from '#contracts/trust.ts';
import type { Claim } from '#proofs/claim.ts';
import { httpClient } from '#proofs/http-client.ts';

/** Says on the public security page that these promises are broken now. @throws Error when the deployment does not take it. */
export async function publishFailing(url: string, token: string, claims: readonly Claim[]): Promise<void> {
  const client = httpClient(url);
  try {
    const { build } = TrustPage.parse((await client.call({ path: '/api/v1/trust' })).json);
    const body: ProofRun = { build: build.commit, claims: claims.map(failing) };
    const headers = { authorization: `Bearer ${token}`, origin: null };
    const reply = await client.call({ method: 'POST', path: '/api/v1/proof-runs', body, headers });
    if (reply.status >= 300)
      throw new Error(`the deployment did not take the results (HTTP ${reply.status})`);
  } finally {
    client.close();
  }
}

function failing({ id, area, sentence, kind, doesNotProve }: Claim): ProofRun['claims'][number] {
  const triedAt = new Date().toISOString();
  return { id, area, sentence, status: 'failing', proof: kind, triedAt, limits: doesNotProve };
}
