import { z } from 'zod';
import { Email, Id, line, ROLES, Role, Timestamp, Version } from './common.ts';
import { Session } from './identity.ts';

/** How a workspace's own identity provider is spoken to. */
export const SsoKind = z.enum(['saml', 'oidc']);
export type SsoKind = z.infer<typeof SsoKind>;

/** A role that a provider may give: never Owner. */
export const GivenRole = z.enum(ROLES.filter((role) => role !== 'owner') as [GivenRole, ...GivenRole[]]);
export type GivenRole = Exclude<Role, 'owner'>;

/** Lower case, at least two labels, punycode for other scripts. */
export const Domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/);

const attributeName = z.string().trim().min(1).max(300);

/**
 * Which attribute holds what; null finds the usual ones by itself. `groups` in `roles` are compared exactly, and
 * the highest role that matches counts.
 */
export const SsoMapping = z.strictObject({
  email: attributeName.nullable(),
  name: attributeName.nullable(),
  groups: attributeName.nullable(),
  roles: z.array(z.strictObject({ group: z.string().trim().min(1).max(300), role: GivenRole })).max(50),
});
export type SsoMapping = z.infer<typeof SsoMapping>;

/** Metadata of a SAML provider: fetched from its address again every day, or as pasted. */
export const SamlMetadata = z.union([
  z.strictObject({ url: z.url().max(1024) }),
  z.strictObject({ xml: z.string().min(20).max(400_000) }),
]);
export type SamlMetadata = z.infer<typeof SamlMetadata>;

const clientId = z
  .string()
  .trim()
  .min(1)
  .max(300)
  .regex(/^[\x20-\x7e]+$/);
const clientSecret = z
  .string()
  .min(1)
  .max(1_000)
  .regex(/^[\x20-\x7e]+$/);

/** A scope as RFC 6749, 3.3 writes it. */
export const OidcScope = z
  .string()
  .max(100)
  .regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/);

/** An OpenID provider and ourselves at it. The issuer is read from its discovery document, now and every day. */
export const OidcClient = z.strictObject({
  issuer: z.url().max(1024),
  clientId,
  clientSecret,
  /** Asked for beside `openid`, `email` and `profile`. */
  scopes: z.array(OidcScope).max(10),
});
export type OidcClient = z.infer<typeof OidcClient>;

/** What is absent stays; another issuer or client id asks for the secret again. */
export const OidcClientPatch = OidcClient.partial();
export type OidcClientPatch = z.infer<typeof OidcClientPatch>;

/** POST /workspaces/:workspaceId/sso/connections */
export const SsoConnectionCreate = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('saml'), name: line(80), metadata: SamlMetadata }),
  z.strictObject({ kind: z.literal('oidc'), name: line(80), client: OidcClient }),
]);
export type SsoConnectionCreate = z.infer<typeof SsoConnectionCreate>;

/** PATCH …/connections/:connectionId, with If-Match; what is absent stays. A change asks for another test. */
export const SsoConnectionPatch = z.strictObject({
  name: line(80).optional(),
  /** Of a SAML provider. */
  metadata: SamlMetadata.optional(),
  /** Of an OpenID provider. */
  client: OidcClientPatch.optional(),
  mapping: SsoMapping.optional(),
  /** The role of whoever comes without a membership; null: nobody joins this way. */
  joinRole: GivenRole.nullable().optional(),
  /** Whether sign-ins are taken that began at the provider; OpenID Connect has none. */
  unasked: z.boolean().optional(),
  /** The word of a 409 `SsoReplacement`: its reader takes these metadata over all the same. */
  confirmation: z.string().max(100).optional(),
});
export type SsoConnectionPatch = z.infer<typeof SsoConnectionPatch>;

export const SsoCertificate = z.strictObject({
  subject: z.string().max(200),
  fingerprint: z.string().max(100),
  validFrom: Timestamp,
  validTo: Timestamp,
});

/** What a round trip brought, or why it was refused. */
export const SsoTest = z.strictObject({
  at: Timestamp,
  passed: z.boolean(),
  /** A word for what was wrong; null where nothing was. */
  reason: z.string().max(60).nullable(),
  email: z.string().max(254).nullable(),
  name: z.string().max(200).nullable(),
  role: GivenRole.nullable(),
  attributes: z
    .array(z.strictObject({ name: z.string().max(300), values: z.array(z.string().max(500)).max(50) }))
    .max(200),
});
export type SsoTest = z.infer<typeof SsoTest>;

/** What the provider has to be told about us. */
export const SamlSelf = z.strictObject({
  entityId: z.string().max(400),
  answersTo: z.string().max(400),
  signOut: z.string().max(400),
  metadataUrl: z.string().max(400),
});

/** A SAML provider as its metadata tell it. */
export const SamlKnown = z.strictObject({
  entityId: z.string().max(1024),
  signOnUrl: z.string().max(1024),
  signsOut: z.boolean(),
  certificates: z.array(SsoCertificate).max(6),
});
export type SamlKnown = z.infer<typeof SamlKnown>;

/**
 * The `details` of a 409: metadata that would change the provider of a connection that is on. Sent once more with this
 * `confirmation`, they are taken over; other metadata have another.
 */
export const SsoReplacement = z.strictObject({
  reason: z.literal('replaces-provider'),
  confirmation: z.string().max(100),
  before: SamlKnown,
  after: SamlKnown,
});
export type SsoReplacement = z.infer<typeof SsoReplacement>;

/** An OpenID provider, ourselves at it, and what it has to be told. The secret is never among it. */
export const OidcKnown = z.strictObject({
  issuer: z.string().max(1024),
  clientId: z.string().max(300),
  scopes: z.array(OidcScope).max(10),
  signsOut: z.boolean(),
  redirectUri: z.string().max(400),
  /** Where browsers come back to after signing out at the provider. */
  afterSignOut: z.string().max(400),
  /** Where the provider tells of sign-outs (OpenID Connect Back-Channel Logout 1.0). */
  backChannel: z.string().max(400),
});
export type OidcKnown = z.infer<typeof OidcKnown>;

export const SsoConnection = z.strictObject({
  id: Id,
  kind: SsoKind,
  name: z.string().max(80),
  /** Of SAML; null with the other kind, as `oidc` is with this one. */
  self: SamlSelf.nullable(),
  provider: SamlKnown.nullable(),
  oidc: OidcKnown.nullable(),
  metadataUrl: z.string().max(1024).nullable(),
  metadataAt: Timestamp.nullable(),
  metadataFailingSince: Timestamp.nullable(),
  mapping: SsoMapping,
  joinRole: GivenRole.nullable(),
  unasked: z.boolean(),
  active: z.boolean(),
  /** Whether a round trip has proven these very settings. */
  tested: z.boolean(),
  test: SsoTest.nullable(),
  version: Version,
});
export type SsoConnection = z.infer<typeof SsoConnection>;

/** POST …/domains */
export const SsoDomainCreate = z.strictObject({ domain: Domain });
export type SsoDomainCreate = z.infer<typeof SsoDomainCreate>;

/** A TXT record of this name with this value shows that the domain is the workspace's own. */
export const SsoDomain = z.strictObject({
  id: Id,
  domain: z.string().max(253),
  record: z.strictObject({ name: z.string().max(300), value: z.string().max(200) }),
  verifiedAt: Timestamp.nullable(),
  verifiedBy: z.enum(['dns', 'operator']).nullable(),
  checkedAt: Timestamp.nullable(),
});
export type SsoDomain = z.infer<typeof SsoDomain>;

/** An active member who never came through the provider. */
export const SsoMissing = z.strictObject({
  userId: Id,
  name: z.string().max(120),
  email: z.string().max(254),
  role: Role,
  /** Whether their address is in a verified domain at all. */
  inDomain: z.boolean(),
});

export const BreakGlassOwner = z.strictObject({ userId: Id, name: z.string().max(120), named: z.boolean() });

/** GET /workspaces/:workspaceId/sso */
export const SsoSettings = z.strictObject({
  connections: z.array(SsoConnection).max(10),
  domains: z.array(SsoDomain).max(50),
  enforced: z.boolean(),
  breakGlass: z.strictObject({ on: z.boolean(), owners: z.array(BreakGlassOwner).max(200) }),
  /** Who would be shut out if it were enforced now: the first thousand. */
  missing: z.array(SsoMissing).max(1_000),
});
export type SsoSettings = z.infer<typeof SsoSettings>;

/** PUT …/enforcement. `missing`: how many the list of those who never came held when it was read. */
export const SsoEnforce = z.strictObject({ missing: z.int().min(0).max(1_000) });
export type SsoEnforce = z.infer<typeof SsoEnforce>;

/** PUT …/break-glass */
export const BreakGlassWrite = z.strictObject({ on: z.boolean(), ownerIds: z.array(Id).max(50) });
export type BreakGlassWrite = z.infer<typeof BreakGlassWrite>;

export const SsoParams = z.strictObject({ workspaceId: Id, connectionId: Id });
export const SsoDomainParams = z.strictObject({ workspaceId: Id, domainId: Id });
export const SsoFlowParams = z.strictObject({ connectionId: Id });

/** POST /sso/offers: where an address may sign in, told by its domain alone. */
export const SsoOfferRequest = z.strictObject({ email: Email });
export const SsoOffer = z.strictObject({
  connectionId: Id.nullable(),
  /** No other way of signing in opens the workspace behind it. */
  enforced: z.boolean(),
});
export type SsoOffer = z.infer<typeof SsoOffer>;

/** A path inside the app. */
const returnPath = z
  .string()
  .max(512)
  .regex(/^\/(?:[A-Za-z0-9_-][A-Za-z0-9/_.-]*)?$/)
  .refine((path) => !path.includes('//') && !path.includes('/.'));

/** POST /sso/sign-ins */
export const SsoSignInStart = z.strictObject({
  connectionId: Id,
  privateDevice: z.boolean(),
  returnTo: returnPath.nullable(),
});

export type SsoSignInStart = z.infer<typeof SsoSignInStart>;

/** Where the browser goes next: an address of the provider. */
export const SsoLeave = z.strictObject({ location: z.string().max(16_000) });
export type SsoLeave = z.infer<typeof SsoLeave>;

/** POST /sso/arrivals. `confirmed`: the person said yes to a sign-in that did not begin in this browser. */
export const SsoArrival = z.strictObject({ token: z.string().min(20).max(128), confirmed: z.boolean() });
export type SsoArrival = z.infer<typeof SsoArrival>;

/** Signed in; or, where `session` is null, to be asked whether they meant to be signed in with this address. */
export const SsoArrived = z.strictObject({
  session: Session.nullable(),
  email: z.string().max(254),
  returnTo: z.string().max(512),
});
export type SsoArrived = z.infer<typeof SsoArrived>;

/** POST /sso/:connectionId/answers and /sign-outs, as a form of the provider's page. */
export const SamlForm = z.strictObject({
  SAMLResponse: z.string().max(800_000).optional(),
  SAMLRequest: z.string().max(200_000).optional(),
  RelayState: z.string().max(200).optional(),
});
export type SamlForm = z.infer<typeof SamlForm>;

/** POST /sso/:connectionId/sign-out-messages: the query string that the provider's redirect carried. */
export const SamlRedirect = z.strictObject({ query: z.string().min(10).max(16_000) });

/** POST /sso/:connectionId/back-channel-logouts: an OpenID provider's signed word that somebody signed out. */
export const OidcLogout = z.strictObject({ logout_token: z.string().min(10).max(20_000) });

/** Signed out; `location` where the provider waits for an answer, or is to be told. */
export const SsoSignedOut = z.strictObject({ location: z.string().max(16_000).nullable() });
export type SsoSignedOut = z.infer<typeof SsoSignedOut>;

/** GET /sso/:connectionId/callback: what of an OpenID provider's answer is read (RFC 6749 4.1.2, RFC 9207). */
export const OidcAnswer = z.object({
  code: z.string().min(1).max(4_096).optional(),
  state: z.string().max(200).optional(),
  iss: z.string().max(1_024).optional(),
  error: z.string().max(200).optional(),
});
export type OidcAnswer = z.infer<typeof OidcAnswer>;
