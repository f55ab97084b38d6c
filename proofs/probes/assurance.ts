import { PROOF_DAYS, TrustPage } from '#contracts/trust.ts';
import { promised } from '../claim-ids.ts';
import { prove } from '../failure.ts';
import type { ProbeContext } from '../probe-context.ts';
import { expectStatus } from '../steps/expect.ts';

const DAY_MS = 24 * 3_600_000;

/** Each sentence on the public page is a promise of ours, with a proof, its date, and what it leaves open. */
export async function everySentenceHasAProof({ call }: ProbeContext): Promise<void> {
  const reply = await call({ path: '/api/v1/trust' });
  expectStatus(reply, [200], 'The security page is not public');
  const page = TrustPage.safeParse(reply.json);
  prove(page.success, 'A sentence on the security page has no proof, date or limits.');
  const known = new Set(promised.map(([id]) => id));
  for (const claim of page.data.claims) {
    prove(known.has(claim.id), 'The security page promises what no promise of the product is.');
    prove(
      Date.parse(claim.triedAt) <= Date.now() + 60_000,
      'A proof on the security page lies in the future.',
    );
    prove(claim.sentence !== '' && claim.limits !== '', 'A sentence on the security page has no limits.');
    const held = claim.status === 'failing' || claim.provenAt !== null;
    prove(held, 'The security page shows a promise that was never proven.');
  }
}

/** What was proven too long ago is not called proven, and says since when it counts no more. */
export async function oldProofsSaySo({ call, now }: ProbeContext): Promise<void> {
  const page = TrustPage.safeParse((await call({ path: '/api/v1/trust' })).json);
  prove(page.success, 'The security page cannot be read.');
  for (const { status, proof, triedAt, goodUntil } of page.data.claims) {
    const until = Date.parse(triedAt) + PROOF_DAYS[proof] * DAY_MS;
    prove(Date.parse(goodUntil) <= until, 'A proof is said to count for longer than its kind lasts.');
    prove(status !== 'proven' || until > now(), 'An old proof is shown as if it were new.');
  }
}

/** Nobody but the operator may say that something is proven. */
export async function nobodyElsePublishes({ call, a }: ProbeContext): Promise<void> {
  const body = { build: 'probe', claims: [] };
  for (const as of [undefined, a.people.owner]) {
    const reply = await call({ method: 'POST', path: '/api/v1/proof-runs', ...(as && { as }), body });
    expectStatus(reply, [401, 403], 'Someone who is not the operator published a proof');
  }
}
