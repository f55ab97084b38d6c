import { problemSchema } from '#contracts/errors.ts';
import { ScimError } from '#contracts/scim.ts';
import type { Build } from '#contracts/trust.ts';
import { takesToken } from './bearer-token.ts';
import { takesKey } from './idempotency-key.ts';
import { rateClasses } from './rate-classes.ts';
import { type JsonSchema, jsonSchema } from './reply-schema.ts';
import type { Access, ReadHeader, Route } from './route.ts';
import { SCIM_JSON } from './scim-wire.ts';

/** The OpenAPI 3.1 document, made of the very declarations the server runs on. */
export function openApi(routes: readonly Route[], build: Build, publicUrl: string): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {};
  for (const route of routes) {
    const path = route.url.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Caseward', version: build.version },
    servers: [{ url: publicUrl }],
    paths,
    components: {
      schemas: { Problem: jsonSchema(problemSchema, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-caseward' },
        csrf: { type: 'apiKey', in: 'header', name: 'X-Caseward-CSRF' },
        operator: { type: 'http', scheme: 'bearer' },
        token: { type: 'http', scheme: 'bearer', bearerFormat: 'cw_…' },
        directory: { type: 'http', scheme: 'bearer', bearerFormat: 'cw_…' },
      },
    },
  };
}

function operation(route: Route): JsonSchema {
  const { limit, windowSeconds, by } = rateClasses[route.rate];
  return {
    operationId: `${route.method.toLowerCase()}${route.url.replaceAll(/[/:-]+(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary: route.summary,
    tags: [tagOf(route)],
    ...parameters(route),
    ...requestBody(route),
    responses: { ...success(route), default: route.access.kind === 'scim' ? scimProblem : problem },
    security: security(route),
    'x-access': route.access,
    'x-rate': { class: route.rate, limit, windowSeconds, by },
    'x-discloses': route.discloses,
  };
}

const problem = {
  description: 'A refusal or a failure.',
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const scimProblem = {
  description: 'A refusal or a failure (RFC 7644, 3.12).',
  content: { [SCIM_JSON]: { schema: jsonSchema(ScimError, 'output') } },
};

function tagOf({ url, access }: Route): string {
  if (access.kind === 'scim') return 'scim';
  const parts = url
    .split('/')
    .filter((part) => part !== '' && !part.startsWith(':') && part !== 'api' && part !== 'v1');
  return parts[0] === 'workspaces' && parts.length > 1 ? (parts[1] ?? 'workspaces') : (parts[0] ?? 'api');
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'A quoted text of 16 to 128 characters: a second try within 24 hours gets the reply of the first.',
  schema: { type: 'string' },
};

const readHeaders: Readonly<Record<ReadHeader, JsonSchema>> = {
  'if-match': {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The version this changes: 428 without it, 412 with another than the present one.',
    schema: { type: 'string', pattern: '^"v[1-9][0-9]{0,8}"$' },
  },
  range: {
    name: 'Range',
    in: 'header',
    required: false,
    description: 'One range of bytes, answered by 206.',
    schema: { type: 'string', pattern: '^bytes=' },
  },
  'upload-offset': {
    name: 'Upload-Offset',
    in: 'header',
    required: true,
    description: 'Where in the file this piece begins, bytes.',
    schema: { type: 'string', pattern: '^[0-9]{1,12}$' },
  },
};

function parameters(route: Route): JsonSchema {
  const { input } = route;
  const schemas = [
    ['path', input.params],
    ['query', input.query],
  ] as const;
  const found = schemas.flatMap(([where, schema]) =>
    Object.entries((schema && (jsonSchema(schema, 'input').properties as JsonSchema)) ?? {}).map(
      ([name, value]) => ({
        name,
        in: where,
        required: where === 'path',
        schema: value,
      }),
    ),
  );
  const headers = (route.reads ?? []).map((name) => readHeaders[name]);
  const all = [...found, ...headers, ...(takesKey(route) ? [idempotencyKey] : [])];
  return all.length > 0 ? { parameters: all } : {};
}

const FORM = 'application/x-www-form-urlencoded';

function requestBody({ input, upload, form, access }: Route): JsonSchema {
  if (upload === true) {
    return {
      requestBody: {
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    };
  }
  if (input.body === undefined) return {};
  return {
    requestBody: {
      required: true,
      content: { [form === true ? FORM : typeOf(access)]: { schema: jsonSchema(input.body, 'input') } },
    },
  };
}

const typeOf = (access: Access): string => (access.kind === 'scim' ? SCIM_JSON : 'application/json');

function success({ reply, access }: Route): JsonSchema {
  switch (reply.kind) {
    case 'empty':
      return { 204: { description: 'Done.' } };
    case 'redirect':
      return { 303: { description: 'The browser goes on elsewhere.' } };
    case 'stream':
      return {
        200: { description: 'A stream.', content: Object.fromEntries(reply.types.map((type) => [type, {}])) },
      };
    case 'json':
      return {
        [reply.status]: {
          description: 'Done.',
          content: { [typeOf(access)]: { schema: jsonSchema(reply.schema, 'output') } },
        },
      };
  }
}

function security({ access, method }: Route): JsonSchema[] {
  if (access.kind === 'public') return [];
  if (access.kind === 'operator') return [{ operator: [] }];
  if (access.kind === 'scim') return [{ directory: [] }];
  const session = method === 'GET' ? { session: [] } : { session: [], csrf: [] };
  return takesToken(access) ? [session, { token: [] }] : [session];
}
