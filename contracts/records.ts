import { z } from 'zod';

/**
 * A text that is kept for good, and the note that signs it: what `caseward record verify` reads. `record` is JSON;
 * `digest` its SHA-256, which stands in the audit log. Note and key are null for the seconds until it is signed.
 */
export const SignedRecord = z.strictObject({
  type: z.literal('caseward-record/1'),
  record: z.string().max(50_000_000),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  /** C2SP signed-note, by the key of the audit log. */
  note: z.string().max(2000).nullable(),
  key: z.string().max(500).nullable(),
});
export type SignedRecord = z.infer<typeof SignedRecord>;
