import type { ProofRun, PublicClaim, TrustPage } from '#contracts/trust.ts';
import type { Services } from '#server/security/services.ts';
import { proofRunStore } from './proof-run.store.ts';

const MOST_RUNS = 60;

/** Keeps what a proof run found. */
export async function saveProofRun({ db }: Services, run: ProofRun): Promise<void> {
  await proofRunStore(db).save(run);
}

/**
 * The public security page: what the last runs found of each claim. A claim that fails now says so and keeps
 * the date it last held; one that was never proven here is not on the page (claim FL-40).
 */
export async function readTrust({ db, build }: Services): Promise<TrustPage> {
  const claims = new Map<string, PublicClaim>();
  for (const { build: ran, results } of await proofRunStore(db).newest(MOST_RUNS)) {
    for (const result of results) {
      const known = claims.get(result.id);
      const heldAt = result.status === 'proven' ? result.triedAt : null;
      if (known === undefined) claims.set(result.id, { ...result, build: ran, provenAt: heldAt });
      else if (known.provenAt === null) claims.set(result.id, { ...known, provenAt: heldAt });
    }
  }
  const shown = [...claims.values()].filter(
    ({ status, provenAt }) => status === 'proven' || provenAt !== null,
  );
  return { build, claims: shown.sort((one, other) => one.id.localeCompare(other.id)) };
}
