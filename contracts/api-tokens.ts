import { z } from 'zod';
import { SCOPE_NEEDS, Scope } from './access.ts';
import { AddressRange, MOST_TOKEN_RANGES } from './address-ranges.ts';
import { Done, Id, line, Person, ROLES, Timestamp, Version } from './common.ts';

/** What a token may be at most: no token owns a workspace. */
export const TokenRole = z.enum(ROLES).exclude(['owner']);
export type TokenRole = z.infer<typeof TokenRole>;

/** A token lasts this long at most (claim FTS-38). */
export const MOST_TOKEN_DAYS = 365;
/** Live tokens of one workspace. */
export const MOST_TOKENS = 100;

const Name = line(80);
const Scopes = z
  .array(Scope)
  .min(1)
  .max(Scope.options.length)
  .refine((scopes) => new Set(scopes).size === scopes.length, 'Each scope once.')
  .refine((scopes) => scopes.every((scope) => isMet(SCOPE_NEEDS[scope], scopes)), {
    error: 'A scope that changes records needs the one that reads them.',
  });
function isMet(needed: Scope | undefined, scopes: readonly Scope[]): boolean {
  return needed === undefined || scopes.includes(needed);
}
/** Null: from anywhere. */
const Ranges = z.array(AddressRange).min(1).max(MOST_TOKEN_RANGES).nullable();

export const ApiTokenCreate = z.strictObject({
  name: Name,
  role: TokenRole,
  scopes: Scopes,
  expiresInDays: z.int().min(1).max(MOST_TOKEN_DAYS),
  ranges: Ranges.default(null),
  survivesMaker: z.boolean().default(false),
});
export type ApiTokenCreate = z.infer<typeof ApiTokenCreate>;

/** What is absent stays. Role, scopes and end are for life: a token that needs others is made anew. */
export const ApiTokenPatch = z.strictObject({
  name: Name.optional(),
  ranges: Ranges.optional(),
  survivesMaker: z.boolean().optional(),
});
export type ApiTokenPatch = z.infer<typeof ApiTokenPatch>;

export const ApiToken = z.strictObject({
  id: Id,
  version: Version,
  name: z.string().max(80),
  /** What the token begins with: enough to find it by in a configuration, too little to use it. */
  start: z.string().max(30),
  role: TokenRole,
  scopes: z.array(Scope).max(Scope.options.length),
  ranges: z.array(z.string().max(50)).max(MOST_TOKEN_RANGES).nullable(),
  maker: Person,
  survivesMaker: z.boolean(),
  state: z.enum(['active', 'expired', 'revoked']),
  createdAt: Timestamp,
  expiresAt: Timestamp,
  /** To the minute. */
  lastUsedAt: Timestamp.nullable(),
  revokedAt: Timestamp.nullable(),
});
export type ApiToken = z.infer<typeof ApiToken>;

/** The live ones first, then those that are over; the newest first. */
export const ApiTokenList = z.strictObject({ items: z.array(ApiToken).max(200) });
export type ApiTokenList = z.infer<typeof ApiTokenList>;

/** The only reply that ever holds the token itself (claim FTS-37). */
export const ApiTokenCreated = z.strictObject({ token: ApiToken, secret: z.string().max(80) });
export type ApiTokenCreated = z.infer<typeof ApiTokenCreated>;

export const ApiTokenParams = z.strictObject({ workspaceId: Id, tokenId: Id });

export const MOST_LEAKS = 5;

/** POST /token-leaks: tokens that someone found where they should not be. */
export const TokenLeakReport = z.strictObject({
  tokens: z.array(z.string().trim().min(1).max(200)).min(1).max(MOST_LEAKS),
});
export type TokenLeakReport = z.infer<typeof TokenLeakReport>;

/** The same whatever was sent: it tells nobody whether a token was one. */
export const TokenLeakReceived = Done;
export type TokenLeakReceived = z.infer<typeof TokenLeakReceived>;
