import type { SubProcessors } from '#contracts/sub-processors.ts';
import type { ProofRun, TrustPage } from '#contracts/trust.ts';
import type { Services } from '#server/security/services.ts';
import { proofRunStore } from './proof-run.store.ts';
import { publishedClaims } from './published-claims.ts';

/** Keeps what a proof run found. */
export async function saveProofRun({ db }: Services, run: ProofRun): Promise<void> {
  await proofRunStore(db).save(run);
}

/** The public security page. */
export async function readTrust({ db, build, clock }: Services): Promise<TrustPage> {
  return { build, claims: await publishedClaims(proofRunStore(db), clock.now()) };
}

/** Whom this deployment gives data to. What it takes is loaded when first asked for: few ask. */
export async function subProcessorsOf(services: Services): Promise<SubProcessors> {
  return (await import('./sub-processors.ts')).readSubProcessors(services);
}
