import { z } from 'zod';
import { AddressRange } from './address-ranges.ts';
import { Person, Timestamp, Version } from './common.ts';

/** Null: from anywhere. */
const Ranges = z.array(AddressRange).min(1).max(200).nullable();

/** From where a workspace may be entered (claim FTS-29). */
export const AddressRules = z.strictObject({
  version: Version,
  ranges: z.array(z.string().max(50)).max(200).nullable(),
  /** The address this request came from. */
  yourAddress: z.string().max(45),
});
export type AddressRules = z.infer<typeof AddressRules>;

export const AddressRulesQuery = z.strictObject({ ranges: Ranges });
export type AddressRulesQuery = z.infer<typeof AddressRulesQuery>;

/** Who would be cut off: members whose every live session was opened elsewhere, and tokens used last from elsewhere. */
export const AddressRulesPreview = z.strictObject({
  ranges: z.array(z.string().max(50)).max(200).nullable(),
  you: z.boolean(),
  members: z
    .array(z.strictObject({ person: Person, address: z.string().max(45), lastSeenAt: Timestamp }))
    .max(2000),
  tokens: z
    .array(z.strictObject({ id: z.string().max(40), name: z.string().max(80), address: z.string().max(45) }))
    .max(200),
});
export type AddressRulesPreview = z.infer<typeof AddressRulesPreview>;

/** `confirmation`: one's own address, typed, where the ranges leave it out. */
export const AddressRulesWrite = z.strictObject({
  ranges: Ranges,
  confirmation: z.string().trim().max(45).optional(),
});
export type AddressRulesWrite = z.infer<typeof AddressRulesWrite>;
