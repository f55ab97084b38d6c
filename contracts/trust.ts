import { z } from 'zod';
import { Timestamp } from './common.ts';

/** The running build, so that a proof's date can be set against it. */
export const Build = z.strictObject({
  version: z.string().max(40),
  commit: z.string().max(64),
});
export type Build = z.infer<typeof Build>;

/**
 * Days for which a proof of each kind counts: a look at what runs ages fastest, then what was tried with the code, then
 * what is written down every quarter.
 */
export const PROOF_DAYS = { live: 14, suite: 90, record: 100 } as const;

const ProvenClaim = z.strictObject({
  id: z.string().regex(/^[A-Z]{2,4}-\d{2,3}$/),
  area: z.string().max(40),
  sentence: z.string().max(1000),
  status: z.enum(['proven', 'failing']),
  proof: z.enum(['live', 'suite', 'record']),
  triedAt: Timestamp,
  limits: z.string().max(1000),
});

/**
 * `limits` says what the proof does not prove; `provenAt` is the last time it held, if ever; `stale` held, but too long
 * ago: since `goodUntil` it counts no more. `redDays` are the days of the last 90 on which it was found broken.
 */
export const PublicClaim = ProvenClaim.extend({
  status: z.enum(['proven', 'stale', 'failing']),
  provenAt: Timestamp.nullable(),
  goodUntil: Timestamp,
  redDays: z.array(z.iso.date()).max(91),
  build: z.string().max(64),
});
export type PublicClaim = z.infer<typeof PublicClaim>;

/** GET /trust: public; a claim never proven here is not on it. */
export const TrustPage = z.strictObject({ build: Build, claims: z.array(PublicClaim).max(500) });
export type TrustPage = z.infer<typeof TrustPage>;

/** POST /proof-runs with an operator token: what a run of `caseward prove` found, for the public page. */
export const ProofRun = z.strictObject({
  build: z.string().max(64),
  claims: z.array(ProvenClaim).max(500),
});
export type ProofRun = z.infer<typeof ProofRun>;

/** GET /trust/evidence-pack: the newest one, null before the first. `sha256` is of the file. */
export const NewestPack = z.strictObject({
  pack: z
    .strictObject({
      madeAt: Timestamp,
      build: z.string().max(100),
      bytes: z.int().positive(),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    })
    .nullable(),
});
export type NewestPack = z.infer<typeof NewestPack>;

/** GET /trust/standing-attacks: the rounds of the last 90 days, those left out that could not be tried. */
export const StandingAttacks = z.strictObject({
  rounds: z.int().min(0),
  broken: z.int().min(0),
  lastAt: Timestamp.nullable(),
  lastOutcome: z.enum(['held', 'broken', 'not-tried']).nullable(),
});
export type StandingAttacks = z.infer<typeof StandingAttacks>;
