import type { Json } from '#tests/support/client.ts';

/** The keywords of JSON Schema 2020-12 that our schemas have a use for; `nullable` and the like are of older ones. */
const KEYWORDS: ReadonlySet<string> = new Set([
  ...[
    '$ref',
    'type',
    'const',
    'enum',
    'anyOf',
    'oneOf',
    'allOf',
    'not',
    'format',
    'pattern',
    'default',
    'description',
  ],
  ...['minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['items', 'prefixItems', 'minItems', 'maxItems', 'properties', 'required', 'additionalProperties'],
  ...['propertyNames', 'contentEncoding'],
]);
const TYPES: ReadonlySet<string> = new Set([
  'object',
  'array',
  'string',
  'number',
  'integer',
  'boolean',
  'null',
]);

/** What is wrong with an OpenAPI 3.1 document: a sentence for each fault, the place first. */
export function* faultsOf(document: Json): Generator<string> {
  if (!/^3\.1\.\d+$/.test(document.openapi)) yield 'openapi: no version 3.1';
  if (!document.info?.title || !document.info.version) yield 'info: lacks a title or a version';
  const ids = new Set<string>();
  for (const [path, item] of Object.entries<Json>(document.paths))
    for (const [method, operation] of Object.entries<Json>(item)) {
      const at = `${method} ${path}`;
      if (ids.has(operation.operationId)) yield `${at}: an operationId used before`;
      ids.add(operation.operationId);
      yield* operationFaults(document, at, path, operation);
    }
  for (const [name, schema] of Object.entries<Json>(document.components.schemas))
    yield* schemaFaults(document, `components.schemas.${name}`, schema);
}

function* operationFaults(document: Json, at: string, path: string, operation: Json): Generator<string> {
  const { parameters = [], requestBody, responses, security = [] } = operation;
  const named = parameters.map((parameter: Json) => `${parameter.in} ${parameter.name.toLowerCase()}`);
  if (new Set(named).size !== named.length) yield `${at}: a parameter twice`;
  const inPath = parameters.filter((parameter: Json) => parameter.in === 'path');
  const wanted = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  if (inPath.map((parameter: Json) => parameter.name).join() !== wanted.join())
    yield `${at}: other path parameters`;
  if (inPath.some((parameter: Json) => parameter.required !== true))
    yield `${at}: a path parameter that may lack`;
  for (const parameter of parameters)
    yield* schemaFaults(document, `${at} ${parameter.name}`, parameter.schema);
  for (const [scheme] of security.flatMap((one: Json) => Object.entries(one)))
    if (!document.components.securitySchemes[scheme]) yield `${at}: no security scheme ${scheme}`;
  const replies = Object.entries<Json>(responses);
  if (!replies.some(([status]) => /^(?:2\d\d|303)$/.test(status))) yield `${at}: no reply`;
  if (!replies.every(([, { description }]) => description)) yield `${at}: a reply without a description`;
  for (const { content = {} } of [requestBody ?? {}, ...replies.map(([, reply]) => reply)])
    for (const { schema } of Object.values<Json>(content))
      if (schema !== undefined) yield* schemaFaults(document, at, schema);
}

function* schemaFaults(document: Json, at: string, schema: Json): Generator<string> {
  if (typeof schema === 'boolean') return;
  for (const keyword of Object.keys(schema))
    if (!KEYWORDS.has(keyword)) yield `${at}: ${keyword} is no keyword`;
  for (const type of [schema.type ?? []].flat()) if (!TYPES.has(type)) yield `${at}: ${type} is no type`;
  if (schema.$ref !== undefined && !resolves(document, schema.$ref))
    yield `${at}: ${schema.$ref} leads nowhere`;
  if (schema.pattern !== undefined) yield* patternFaults(at, schema.pattern);
  for (const name of schema.required ?? [])
    if (schema.properties?.[name] === undefined) yield `${at}: ${name} is required and not described`;
  const inner = [schema.items, schema.not, schema.propertyNames, schema.additionalProperties];
  const lists = [
    schema.anyOf,
    schema.oneOf,
    schema.allOf,
    schema.prefixItems,
    Object.values(schema.properties ?? {}),
  ];
  for (const one of [...inner, ...lists.flat()])
    if (one !== undefined) yield* schemaFaults(document, at, one);
}

function resolves(document: Json, ref: string): boolean {
  const [start, ...names] = ref.split('/');
  return start === '#' && names.reduce((node, name) => node?.[name], document) !== undefined;
}

// JSON Schema, 6.3.3: a regular expression of ECMA-262, with the u flag.
function* patternFaults(at: string, pattern: string): Generator<string> {
  try {
    new RegExp(pattern, 'u');
  } catch {
    yield `${at}: ${pattern} is no regular expression`;
  }
}
