import { z } from 'zod';

/** What a provider is used for. */
export const ProviderUse = z.enum([
  'database',
  'files',
  'backups',
  'keys',
  'mail',
  'scanner',
  'passwords',
  'errors',
  'traces',
]);
export type ProviderUse = z.infer<typeof ProviderUse>;

/**
 * How it stands to the region the deployment states: in it; elsewhere and allowed by name; given nothing of anybody; or neither,
 * `unsaid` where nobody says where it is. In production the last two stop the start.
 */
export const PlaceStanding = z.enum(['inside', 'allowed', 'nothing', 'elsewhere', 'unsaid']);
export type PlaceStanding = z.infer<typeof PlaceStanding>;

/** A provider that is known by its hosts: what it says of itself, on a page of its own. */
export const KnownProvider = z.strictObject({
  name: z.string().min(2).max(80),
  /** Ends of the names of its hosts. */
  hosts: z
    .array(
      z
        .string()
        .max(100)
        .regex(/^[a-z0-9.-]+$/),
    )
    .min(1)
    .max(20),
  seat: z.string().min(2).max(60),
  certifications: z.array(z.string().min(2).max(60)).max(12),
  page: z.url({ protocol: /^https$/ }).max(300),
});
export type KnownProvider = z.infer<typeof KnownProvider>;

/** GET /trust/sub-processors: whom this deployment gives data to, as its settings say. No host is told. */
export const SubProcessors = z.strictObject({
  region: z.string().max(60),
  items: z
    .array(
      z.strictObject({
        use: ProviderUse,
        /** As its settings say; null where they do not. */
        region: z.string().max(60).nullable(),
        standing: PlaceStanding,
        /** Null for one that is not known by its host: the operator names it. */
        provider: KnownProvider.omit({ hosts: true }).nullable(),
      }),
    )
    .max(500),
});
export type SubProcessors = z.infer<typeof SubProcessors>;
