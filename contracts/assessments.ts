import { z } from 'zod';

/** A claim (`FTS-18`), a test file or a document, by its path in the repository. */
const Evidence = z
  .array(
    z
      .string()
      .max(200)
      .regex(/^(?:[A-Z]{2,4}-\d{2,3}|[\w./-]+\.test\.tsx?|docs\/[\w./-]+\.md)$/),
  )
  .max(20);
const Words = z.string().regex(/^\S.{3,398}\.$/);

/** What one requirement of OWASP ASVS 5.0 asks, in words of ours, and how far it is met. */
export const AsvsAnswer = z.strictObject({
  id: z.string().regex(/^V\d{1,2}\.\d{1,2}\.\d{1,2}$/),
  level: z.union([z.literal(1), z.literal(2)]),
  asked: Words,
  status: z.enum(['met', 'partly', 'not met', 'not applicable']),
  evidence: Evidence,
  note: Words.optional(),
});
export type AsvsAnswer = z.infer<typeof AsvsAnswer>;

/** What one SOC 2 criterion asks, in words of ours, and who carries it: the product, the organisation, or both. */
export const Soc2Answer = z.strictObject({
  id: z.string().regex(/^(?:CC\d|A1|C1|PI1|P\d)\.\d$/),
  asked: Words,
  carriedBy: z.enum(['product', 'shared', 'organisation']),
  evidence: Evidence,
  note: Words.optional(),
});
export type Soc2Answer = z.infer<typeof Soc2Answer>;

/** GET /trust/asvs: every requirement of levels 1 and 2 (claim FC-52). */
export const AsvsPage = z.strictObject({ items: z.array(AsvsAnswer).max(400) });
export type AsvsPage = z.infer<typeof AsvsPage>;

/** GET /trust/soc2: every criterion (claim FTS-24). */
export const Soc2Page = z.strictObject({ items: z.array(Soc2Answer).max(100) });
export type Soc2Page = z.infer<typeof Soc2Page>;
