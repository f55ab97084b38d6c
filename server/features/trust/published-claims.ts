import { PROOF_DAYS, type PublicClaim } from '#contracts/trust.ts';
import type { ProofRunStore, RunRow } from './proof-run.store.ts';

const MOST_RUNS = 60;
const DAY_MS = 24 * 3_600_000;

/**
 * What the last runs found of each claim. One that fails now says so and keeps the date it last held; one whose proof is
 * too old is stale; one that was never proven here is left out (claim FL-40).
 */
export async function publishedClaims(store: ProofRunStore, now: Date): Promise<PublicClaim[]> {
  const [runs, red] = await Promise.all([store.newest(MOST_RUNS), store.redDays(now)]);
  const redDays = new Map(red.map(({ claim, days }) => [claim, [...days]]));
  return [...newestOf(runs).values()]
    .filter(({ status, provenAt }) => status === 'proven' || provenAt !== null)
    .map((claim) => aged({ ...claim, redDays: redDays.get(claim.id) ?? [] }, now))
    .sort((one, other) => one.id.localeCompare(other.id));
}

type Found = RunRow['results'][number] & Pick<PublicClaim, 'build' | 'provenAt'>;

function newestOf(runs: readonly RunRow[]): Map<string, Found> {
  const claims = new Map<string, Found>();
  for (const { build, results } of runs) {
    for (const result of results) {
      const known = claims.get(result.id);
      const provenAt = result.status === 'proven' ? result.triedAt : null;
      if (known === undefined) claims.set(result.id, { ...result, build, provenAt });
      else if (known.provenAt === null) claims.set(result.id, { ...known, provenAt });
    }
  }
  return claims;
}

/** A proof counts for as long as its kind does; what fails goes on failing, however long ago it was seen. */
function aged(claim: Found & Pick<PublicClaim, 'redDays'>, now: Date): PublicClaim {
  const ends = Date.parse(claim.triedAt) + PROOF_DAYS[claim.proof] * DAY_MS;
  const status = claim.status === 'proven' && ends <= now.getTime() ? 'stale' : claim.status;
  return { ...claim, status, goodUntil: new Date(ends).toISOString() };
}
