import { z } from 'zod';
import { Id, line, Person, Timestamp } from './common.ts';

const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Paragraphs = z.array(z.string().max(4_000)).max(200);

export const AgreementSection = z.strictObject({
  id: z.string().max(40),
  title: z.string().max(120),
  paragraphs: Paragraphs,
});
export type AgreementSection = z.infer<typeof AgreementSection>;

/** GET /trust/agreement: the data processing agreement as it stands. `digest` is the SHA-256 of its text. */
export const AgreementText = z.strictObject({
  /** Of the terms, and eight digits of the digest: another annex is another version. */
  version: z.string().max(40),
  digest: Digest,
  sections: z.array(AgreementSection).max(60),
});
export type AgreementText = z.infer<typeof AgreementText>;

/** Who accepted which version, when and for whom. */
export const Acceptance = z.strictObject({
  id: Id,
  version: z.string().max(40),
  digest: Digest,
  at: Timestamp,
  by: Person,
  organisation: z.string().max(200),
  name: z.string().max(120),
  role: z.string().max(120),
});
export type Acceptance = z.infer<typeof Acceptance>;

/** A section that reads otherwise than in the version accepted last: empty before where it is new, empty after where it is gone. */
export const AgreementChange = z.strictObject({
  id: z.string().max(40),
  title: z.string().max(120),
  before: Paragraphs,
  after: Paragraphs,
});
export type AgreementChange = z.infer<typeof AgreementChange>;

/** GET /workspaces/:workspaceId/agreement. `due`: this version was not accepted yet. */
export const Agreement = z.strictObject({
  text: AgreementText,
  due: z.boolean(),
  changes: z.array(AgreementChange).max(120),
  /** The newest first. */
  acceptances: z.array(Acceptance).max(100),
});
export type Agreement = z.infer<typeof Agreement>;

/** POST …/agreement/acceptances: the digest says which text was read; 409 where it is another by now. Replies `Acceptance`. */
export const AcceptAgreement = z.strictObject({
  digest: Digest,
  organisation: line(200),
  name: line(120),
  role: line(120),
});
export type AcceptAgreement = z.infer<typeof AcceptAgreement>;

export const AcceptanceParams = z.strictObject({ workspaceId: Id, acceptanceId: Id });
