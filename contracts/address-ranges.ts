import { z } from 'zod';

/** An address or a network as it is typed: `203.0.113.7`, `203.0.113.0/24`, `2001:db8::/32`. Replies hold CIDR blocks. */
export const AddressRange = z
  .string()
  .trim()
  .max(60)
  .regex(/^[0-9A-Fa-f.:]{2,45}(\/\d{1,3})?$/);
export type AddressRange = z.infer<typeof AddressRange>;

export const MOST_TOKEN_RANGES = 50;
