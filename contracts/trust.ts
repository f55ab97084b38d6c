import { z } from 'zod';
import { Timestamp } from './common.ts';

/** The running build, so that a proof's date can be set against it. */
export const Build = z.strictObject({
  version: z.string().max(40),
  commit: z.string().max(64),
});
export type Build = z.infer<typeof Build>;

/** `limits` says what the proof does not prove; `provenAt` is the last time it held, if ever. */
export const PublicClaim = z.strictObject({
  id: z.string().regex(/^[A-Z]{2,4}-\d{2,3}$/),
  area: z.string().max(40),
  sentence: z.string().max(1000),
  status: z.enum(['proven', 'failing']),
  proof: z.enum(['live', 'suite', 'record']),
  provenAt: Timestamp.nullable(),
  triedAt: Timestamp,
  build: z.string().max(64),
  limits: z.string().max(1000),
});
export type PublicClaim = z.infer<typeof PublicClaim>;

/** GET /trust: public; a claim never proven here is not on it. */
export const TrustPage = z.strictObject({ build: Build, claims: z.array(PublicClaim).max(500) });
export type TrustPage = z.infer<typeof TrustPage>;

/** POST /proof-runs with an operator token: what a run of `caseward prove` found, for the public page. */
export const ProofRun = z.strictObject({
  build: z.string().max(64),
  claims: z.array(PublicClaim.omit({ build: true, provenAt: true })).max(500),
});
export type ProofRun = z.infer<typeof ProofRun>;
