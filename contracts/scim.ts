import { z } from 'zod';
import { Id, line, ROLES, Timestamp, Version } from './common.ts';

/** What a directory sends and gets (RFC 7643, RFC 7644), and what an admin sets about it. */

export const SCIM_USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const SCIM_GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const SCIM_ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const MESSAGES = 'urn:ietf:params:scim:api:messages:2.0';
export const SCIM_ERROR = `${MESSAGES}:Error`;
export const SCIM_LIST = `${MESSAGES}:ListResponse`;

/** The most resources one reply holds. */
export const MOST_RESOURCES = 200;
/** The most members a group may have, and the most people a filter is tried on. */
export const MOST_SCANNED = 5_000;
const MOST_OPERATIONS = 100;

/** RFC 7644, 3.12, table 9. */
export const ScimType = z.enum([
  'invalidFilter',
  'tooMany',
  'uniqueness',
  'mutability',
  'invalidSyntax',
  'invalidPath',
  'noTarget',
  'invalidValue',
  'invalidVers',
]);
export type ScimType = z.infer<typeof ScimType>;

export const ScimError = z.strictObject({
  schemas: z.array(z.string().max(200)).max(1),
  status: z.string().regex(/^[45]\d\d$/),
  scimType: ScimType.optional(),
  detail: z.string().max(1000),
});
export type ScimError = z.infer<typeof ScimError>;

const Urns = z.array(z.string().max(200)).max(10);
const Word = z.string().max(500).nullish();
/** Entra ID writes truths as text. */
const Truth = z.union([z.boolean(), z.string().regex(/^(?:true|false)$/i)]).nullish();
/** Of the schema, and not kept here. */
const Unkept = z.unknown().optional();

const ScimName = z.strictObject({
  formatted: Word,
  familyName: Word,
  givenName: Word,
  middleName: Word,
  honorificPrefix: Word,
  honorificSuffix: Word,
});
const ScimMail = z.strictObject({
  value: z.string().max(254),
  type: Word,
  primary: Truth,
  display: Word,
});

/** POST and PUT of a user. Whatever is read-only is ignored (RFC 7644, 3.3); whatever is in no schema is refused. */
export const ScimUserWrite = z.strictObject({
  schemas: Urns.optional(),
  id: Unkept,
  meta: Unkept,
  groups: Unkept,
  externalId: z.string().max(255).nullish(),
  userName: line(254),
  name: ScimName.nullish(),
  displayName: Word,
  active: Truth,
  emails: z.array(ScimMail).max(20).nullish(),
  nickName: Unkept,
  profileUrl: Unkept,
  title: Unkept,
  userType: Unkept,
  preferredLanguage: Unkept,
  locale: Unkept,
  timezone: Unkept,
  phoneNumbers: Unkept,
  ims: Unkept,
  photos: Unkept,
  addresses: Unkept,
  entitlements: Unkept,
  roles: Unkept,
  x509Certificates: Unkept,
  [SCIM_ENTERPRISE]: Unkept,
});
export type ScimUserWrite = z.infer<typeof ScimUserWrite>;

const GroupMember = z.strictObject({ value: z.string().max(200), display: Word, type: Word, $ref: Word });

export const ScimGroupWrite = z.strictObject({
  schemas: Urns.optional(),
  id: Unkept,
  meta: Unkept,
  externalId: z.string().max(255).nullish(),
  displayName: line(200),
  members: z.array(GroupMember).max(MOST_SCANNED).nullish(),
});
export type ScimGroupWrite = z.infer<typeof ScimGroupWrite>;

/** RFC 7644, 3.5.2. `op` is read in any case. */
export const ScimOperation = z.strictObject({
  op: z.string().max(20),
  path: z.string().max(500).nullish(),
  value: z.unknown().optional(),
});
export type ScimOperation = z.infer<typeof ScimOperation>;
export const ScimPatch = z.strictObject({
  schemas: Urns.optional(),
  Operations: z.array(ScimOperation).min(1).max(MOST_OPERATIONS),
});
export type ScimPatch = z.infer<typeof ScimPatch>;

/** Names of the members of these bodies: they are read in any case (RFC 7643, 2.1). */
export const SCIM_NAMES: readonly string[] = [
  ...Object.keys(ScimUserWrite.shape),
  ...Object.keys(ScimGroupWrite.shape),
  ...Object.keys(GroupMember.shape),
  ...Object.keys(ScimName.shape),
  ...Object.keys(ScimMail.shape),
  ...Object.keys(ScimPatch.shape),
  ...Object.keys(ScimOperation.shape),
];

const Meta = z.strictObject({
  resourceType: z.enum(['User', 'Group']),
  created: Timestamp,
  lastModified: Timestamp,
  location: z.string().max(500),
  version: z.string().max(20),
});

export const ScimUser = z.strictObject({
  schemas: Urns,
  id: Id,
  externalId: z.string().max(255).optional(),
  userName: z.string().max(254).optional(),
  name: z
    .strictObject({
      formatted: z.string().max(500).optional(),
      familyName: z.string().max(500).optional(),
      givenName: z.string().max(500).optional(),
    })
    .optional(),
  displayName: z.string().max(500).optional(),
  active: z.boolean().optional(),
  emails: z
    .array(z.strictObject({ value: z.string().max(254), type: z.literal('work'), primary: z.literal(true) }))
    .max(1)
    .optional(),
  /** Read-only: a group's members change by the group (RFC 7643, 4.1.2). */
  groups: z
    .array(
      z.strictObject({
        value: Id,
        $ref: z.string().max(500),
        display: z.string().max(200),
        type: z.literal('direct'),
      }),
    )
    .max(MOST_SCANNED)
    .optional(),
  meta: Meta.optional(),
});
export type ScimUser = z.infer<typeof ScimUser>;

export const ScimGroup = z.strictObject({
  schemas: Urns,
  id: Id,
  externalId: z.string().max(255).optional(),
  displayName: z.string().max(200).optional(),
  members: z
    .array(z.strictObject({ value: Id, display: z.string().max(500) }))
    .max(MOST_SCANNED)
    .optional(),
  meta: Meta.optional(),
});
export type ScimGroup = z.infer<typeof ScimGroup>;

const listOf = <Resource extends z.ZodType>(resource: Resource) =>
  z.strictObject({
    schemas: Urns,
    totalResults: z.int().min(0),
    itemsPerPage: z.int().min(0),
    startIndex: z.int().min(1),
    Resources: z.array(resource).max(MOST_RESOURCES),
  });
export const ScimUserList = listOf(ScimUser);
export type ScimUserList = z.infer<typeof ScimUserList>;
export const ScimGroupList = listOf(ScimGroup);
export type ScimGroupList = z.infer<typeof ScimGroupList>;

/** What describes the service itself: constants. */
export const ScimDocument = z.record(z.string().max(200), z.unknown());

const Names = z.string().max(2000);
/** Out of bounds is bent into them, not refused (RFC 7644, 3.4.2.4). */
const Whole = z
  .string()
  .regex(/^-?\d{1,9}$/)
  .transform(Number);
export const ScimProjection = z.strictObject({
  attributes: Names.optional(),
  excludedAttributes: Names.optional(),
});
export type ScimProjection = z.infer<typeof ScimProjection>;
export const ScimQuery = z.strictObject({
  ...ScimProjection.shape,
  filter: z.string().max(4000).optional(),
  startIndex: Whole.optional(),
  count: Whole.optional(),
  /** Sorting is not offered; who asks for it gets the order there is. */
  sortBy: Names.optional(),
  sortOrder: Names.optional(),
});
export type ScimQuery = z.infer<typeof ScimQuery>;

/** An id as a directory sends it: one that is none is not found, like any other that is not here. */
const SentId = z.string().min(1).max(200).toLowerCase();
export const ScimUserParams = z.strictObject({ workspaceId: Id, userId: SentId });
export const ScimGroupParams = z.strictObject({ workspaceId: Id, groupId: SentId });
export const ScimTypeParams = z.strictObject({ workspaceId: Id, name: z.string().min(1).max(200) });

/** A role that a directory may give: never Owner. */
export const DirectoryRole = z.enum(ROLES).exclude(['owner']);
export type DirectoryRole = z.infer<typeof DirectoryRole>;

/** PUT /workspaces/:workspaceId/scim */
export const ScimDirectoryWrite = z.strictObject({ active: z.boolean(), defaultRole: DirectoryRole });
export type ScimDirectoryWrite = z.infer<typeof ScimDirectoryWrite>;

export const ScimToken = z.strictObject({
  id: Id,
  /** What the token begins with. */
  start: z.string().max(30),
  state: z.enum(['active', 'expired', 'revoked']),
  createdAt: Timestamp,
  expiresAt: Timestamp,
  /** To the minute. */
  lastUsedAt: Timestamp.nullable(),
});
export type ScimToken = z.infer<typeof ScimToken>;

/** POST …/scim/tokens: tokens made before end after `overlapHours`, so that the directory can be given the new one. */
export const ScimTokenCreate = z.strictObject({
  expiresInDays: z.int().min(1).max(365),
  overlapHours: z.int().min(0).max(168),
});
export type ScimTokenCreate = z.infer<typeof ScimTokenCreate>;
/** The only reply that ever holds the token itself. */
export const ScimTokenCreated = z.strictObject({ token: ScimToken, secret: z.string().max(80) });
export type ScimTokenCreated = z.infer<typeof ScimTokenCreated>;
export const ScimTokenParams = z.strictObject({ workspaceId: Id, tokenId: Id });

/** PUT …/scim/groups/:groupId/role; null: the group gives no role. */
export const ScimGroupRole = z.strictObject({ role: DirectoryRole.nullable() });
export type ScimGroupRole = z.infer<typeof ScimGroupRole>;
export const ScimGroupRoleParams = z.strictObject({ workspaceId: Id, groupId: Id });
export const MappedGroup = z.strictObject({
  id: Id,
  name: z.string().max(200),
  members: z.int().min(0),
  role: DirectoryRole.nullable(),
});
export type MappedGroup = z.infer<typeof MappedGroup>;

/** GET /workspaces/:workspaceId/scim */
export const ScimSettings = z.strictObject({
  /** What the directory is given as the address of the service. */
  baseUrl: z.string().max(500),
  /** Null until it is turned on for the first time. */
  directory: z
    .strictObject({
      active: z.boolean(),
      defaultRole: DirectoryRole,
      version: Version,
      people: z.int().min(0),
    })
    .nullable(),
  tokens: z.array(ScimToken).max(50),
  groups: z.array(MappedGroup).max(500),
});
export type ScimSettings = z.infer<typeof ScimSettings>;
