import { MOST_RESOURCES, SCIM_GROUP, SCIM_LIST, SCIM_USER } from '#contracts/scim.ts';
import { AppError } from '#server/platform/app-error.ts';

type Document = Record<string, unknown>;

const CORE = 'urn:ietf:params:scim:schemas:core:2.0';

/** What the service can do (RFC 7643, 5). */
export function serviceConfig(base: string): Document {
  const no = { supported: false };
  return {
    schemas: [`${CORE}:ServiceProviderConfig`],
    patch: { supported: true },
    bulk: { ...no, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: MOST_RESOURCES },
    changePassword: no,
    sort: no,
    etag: { supported: true },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'Bearer token',
        description: 'The token an admin of the workspace makes for its directory.',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  };
}

function resourceType(base: string, name: 'User' | 'Group', schema: string): Document {
  return {
    schemas: [`${CORE}:ResourceType`],
    id: name,
    name,
    endpoint: `/${name}s`,
    description:
      name === 'User' ? 'A member of the workspace' : 'A group of the directory, which may give a role',
    schema,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${name}` },
  };
}

function resourceTypes(base: string): Document[] {
  return [resourceType(base, 'User', SCIM_USER), resourceType(base, 'Group', SCIM_GROUP)];
}

interface More {
  readonly multiValued?: boolean;
  readonly required?: boolean;
  readonly mutability?: 'readOnly' | 'readWrite' | 'immutable';
  readonly uniqueness?: 'none' | 'server';
  readonly caseExact?: boolean;
  readonly subAttributes?: readonly Document[];
}

function attribute(name: string, type: string, more: More = {}): Document {
  return {
    name,
    type,
    multiValued: false,
    description: name,
    required: false,
    caseExact: false,
    mutability: 'readWrite',
    returned: 'default',
    uniqueness: 'none',
    ...more,
  };
}

const readOnly = { mutability: 'readOnly' } as const;
const text = (name: string, more: More = {}) => attribute(name, 'string', more);

function schemas(base: string): Document[] {
  const schema = (id: string, name: string, attributes: readonly Document[]): Document => ({
    schemas: [`${CORE}:Schema`],
    id,
    name,
    description: name,
    attributes,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${id}` },
  });
  const externalId = text('externalId', { caseExact: true });
  return [
    schema(SCIM_USER, 'User', [
      externalId,
      text('userName', { required: true, uniqueness: 'server' }),
      attribute('name', 'complex', {
        subAttributes: [text('formatted'), text('familyName'), text('givenName')],
      }),
      text('displayName'),
      attribute('active', 'boolean'),
      attribute('emails', 'complex', {
        multiValued: true,
        mutability: 'immutable',
        subAttributes: [text('value'), text('type'), attribute('primary', 'boolean')],
      }),
      attribute('groups', 'complex', {
        ...readOnly,
        multiValued: true,
        subAttributes: [
          text('value', { ...readOnly, caseExact: true }),
          attribute('$ref', 'reference', { ...readOnly, caseExact: true }),
          text('display', readOnly),
          text('type', readOnly),
        ],
      }),
    ]),
    schema(SCIM_GROUP, 'Group', [
      externalId,
      text('displayName', { required: true, uniqueness: 'server' }),
      attribute('members', 'complex', {
        multiValued: true,
        subAttributes: [
          text('value', { mutability: 'immutable', caseExact: true }),
          text('display', { mutability: 'readOnly' }),
        ],
      }),
    ]),
  ];
}

const DESCRIBED = { ResourceTypes: resourceTypes, Schemas: schemas } as const;

export function describeAll(kind: keyof typeof DESCRIBED, base: string): Document {
  const items = DESCRIBED[kind](base);
  return {
    schemas: [SCIM_LIST],
    totalResults: items.length,
    itemsPerPage: items.length,
    startIndex: 1,
    Resources: items,
  };
}

/** @throws AppError not_found for a name that is none. */
export function describeOne(kind: keyof typeof DESCRIBED, base: string, name: string): Document {
  const found = DESCRIBED[kind](base).find(({ id }) => id === name);
  if (found === undefined) throw new AppError('not_found');
  return found;
}
