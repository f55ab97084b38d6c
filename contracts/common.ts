import { z } from 'zod';
import { PLAIN_LINE } from './plain-line.ts';

/** Lowest to highest: `RANK` and every "not above one's own" rule read this order. */
export const ROLES = ['viewer', 'member', 'reviewer', 'manager', 'admin', 'owner'] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

export const RANK: Readonly<Record<Role, number>> = {
  viewer: 1,
  member: 2,
  reviewer: 3,
  manager: 4,
  admin: 5,
  owner: 6,
};

/** UUID v4 from a CSPRNG (claim FC-30), in lower case: seals are bound to it as text. */
export const Id = z.uuidv4().toLowerCase();
export type Id = z.infer<typeof Id>;

/** Offsets in use anywhere reach from -12:00 to +14:00; PostgreSQL refuses those of 16 hours and more. */
const USED_OFFSET = /(?:Z|[+-](?:0\d|1[0-3]):\d{2}|[+-]14:00)$/;
const FIRST = Date.parse('0001-01-01T00:00:00Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');
const inCalendar = (time: string): boolean =>
  USED_OFFSET.test(time) && Date.parse(time) >= FIRST && Date.parse(time) < LAST;

/**
 * ISO 8601 with `Z` or an offset, in the years 1 to 9999 of UTC; times travel as text from the database to the
 * reader.
 */
export const Timestamp = z.iso
  .datetime({ offset: true })
  .max(40)
  .refine(inCalendar, 'There is no such time.');
export type Timestamp = z.infer<typeof Timestamp>;

/** Lower case, at most 254 characters (RFC 5321 4.5.3.1.3). */
export const Email = z.email().max(254).toLowerCase();
export type Email = z.infer<typeof Email>;

/** A key of a type, state, slot or field inside a workspace: `in_review`, `lead-counsel`. */
export const Key = z.string().regex(/^[a-z][a-z0-9_-]{0,47}$/);
export type Key = z.infer<typeof Key>;

const NO_CONTROL_BUT_LAYOUT = /^(?:[\t\n\r]|[^\p{Cc}\p{Cs}])*$/u;

/**
 * One line of plain text of 1 to `max` characters, trimmed. Control characters and the bidirectional
 * overrides that make a name read as another (claim FC-40) are refused.
 */
export const line = (max: number) => z.string().trim().min(1).max(max).regex(PLAIN_LINE);

/** Several lines of at most `max` characters, possibly empty; tabs and line breaks are kept. */
export const text = (max: number) => z.string().max(max).regex(NO_CONTROL_BUT_LAYOUT);

/** Opaque place in a keyset page; travels in bodies only, never in a URL. */
export const Cursor = z.string().min(1).max(1000);
export type Cursor = z.infer<typeof Cursor>;

export const PAGE_MAX = 100;
export const PAGE_DEFAULT = 50;

/** What every paged query takes; spread it into its strict object. */
export const paging = {
  cursor: Cursor.nullable().default(null),
  limit: z.int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT),
};

/** `next` is null on the last page. */
export const page = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item).max(PAGE_MAX), next: Cursor.nullable() });

/** A person as others in the workspace see them. */
export const Person = z.strictObject({ id: Id, name: z.string().max(120) });
export type Person = z.infer<typeof Person>;

export const Severity = z.enum(['low', 'medium', 'high', 'critical']);
export type Severity = z.infer<typeof Severity>;

export const Version = z.int().min(1).max(2_147_483_647);

/** Entity tag of a versioned record (RFC 9110 8.8.3): `"v7"`. */
export const ETag = z.string().regex(/^"v[1-9]\d{0,9}"$/);
export const etagOf = (version: number): string => `"v${version}"`;
/**
 * The version an `If-Match` value names, or null when it is not one of ours. A write that must not overwrite an
 * unseen change names one: without it 428, with an old one 412.
 */
export const versionOf = (ifMatch: string): number | null =>
  ETag.safeParse(ifMatch).success ? Number(ifMatch.slice(2, -1)) : null;

export const WorkspaceParams = z.strictObject({ workspaceId: Id });
export const CaseParams = z.strictObject({ workspaceId: Id, caseId: Id });

/** The reply of a change that has nothing to say. */
export const Done = z.strictObject({ done: z.literal(true) });
export type Done = z.infer<typeof Done>;
