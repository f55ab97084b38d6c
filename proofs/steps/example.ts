/** As much of JSON Schema 2020-12 as an OpenAPI 3.1 document of Zod schemas uses. */
export type JsonSchema = {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly minItems?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
};

const candidates = [
  'probe',
  'case',
  'ABCDABCDABCD',
  '"v1"',
  '/probe',
  '#aabbcc',
  '2030-01-01T00:00:00Z',
  '2030-01-01',
  '00000000-0000-4000-8000-000000000000',
  'probe@probe.invalid',
  'a'.repeat(24),
  'A'.repeat(43),
  'a'.repeat(64),
];

const formats: Readonly<Record<string, string>> = {
  uuid: '00000000-0000-4000-8000-000000000000',
  email: 'probe@probe.invalid',
  'date-time': '2030-01-01T00:00:00Z',
  date: '2030-01-01',
  uri: 'https://example.org',
};

/** The smallest value the schema accepts that this can find: required properties only, first alternatives. */
export function exampleOf(schema: JsonSchema): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  if (schema.default !== undefined) return schema.default;
  const alternative = schema.oneOf?.[0] ?? schema.anyOf?.[0];
  if (alternative) return exampleOf(alternative);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(exampleOf));
  return exampleOfType(schema);
}

function exampleOfType(schema: JsonSchema): unknown {
  switch (schema.type) {
    case 'object':
      return exampleObject(schema);
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () => exampleOf(schema.items ?? {}));
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return exampleString(schema);
  }
}

function exampleObject({ properties = {}, required = [] }: JsonSchema): Record<string, unknown> {
  return Object.fromEntries(required.map((name) => [name, exampleOf(properties[name] ?? {})]));
}

function exampleString({ format, pattern, minLength = 0 }: JsonSchema): string {
  const known = formats[format ?? ''];
  if (known !== undefined) return known;
  const fits = pattern === undefined ? undefined : new RegExp(pattern, 'u');
  const found = candidates.find((text) => text.length >= minLength && (fits?.test(text) ?? true));
  return found ?? 'probe'.padEnd(minLength, 'x');
}
