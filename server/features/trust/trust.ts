import type { ProofRun, PublicClaim, TrustPage } from '#contracts/trust.ts';
import { type Db, statement } from '#server/platform/db/index.ts';
import type { Services } from '#server/security/services.ts';

interface RunRow {
  readonly at: string;
  readonly build: string;
  readonly results: readonly ProofRun['claims'][number][];
}

const MOST_RUNS = 60;
const save = statement<[string, string], never>('select app.save_proof_run($1, $2)');
const newest = statement<[number], RunRow>(
  'select r.at, r.build, r.results from app.proof_runs r order by r.at desc limit $1',
);

/** Keeps what a proof run found. */
export async function saveProofRun({ db }: Services, { build, claims }: ProofRun): Promise<void> {
  await db.run(save, [build, JSON.stringify(claims)]);
}

/**
 * The public security page: what the last runs found of each claim. A claim that fails now says so and keeps
 * the date it last held; one that was never proven here is not on the page (claim FL-40).
 */
export async function readTrust({ db, build }: Services): Promise<TrustPage> {
  const claims = new Map<string, PublicClaim>();
  for (const { build: ran, results } of await runs(db)) {
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

function runs(db: Db): Promise<RunRow[]> {
  return db.run(newest, [MOST_RUNS]);
}
