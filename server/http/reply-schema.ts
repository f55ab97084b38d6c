import fastJson from 'fast-json-stringify';
import { z } from 'zod';
import type { ReplySpec } from './route.ts';

export type JsonSchema = Record<string, unknown>;

/** The JSON Schema of a Zod schema, as OpenAPI 3.1 takes it. */
export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
  });
  return rest;
}

/**
 * A serialiser that writes what the schema names and nothing else: a field someone forgot to take out of a
 * row does not leave the server. It is made when the first reply needs it, once for all who share the schema.
 */
export function serializer(reply: ReplySpec): (value: unknown) => string {
  if (reply.kind !== 'json') return () => '';
  const { schema } = reply;
  return (value) => {
    const made = serializers.get(schema) ?? makeSerializer(schema);
    serializers.set(schema, made);
    return made(value);
  };
}

const serializers = new WeakMap<z.ZodType, (value: unknown) => string>();

/** @throws Error for a schema that no serialiser can be made of. */
export function makeSerializer(reply: z.ZodType): (value: unknown) => string {
  const items = reply instanceof z.ZodObject ? reply.shape.items : undefined;
  if (!(reply instanceof z.ZodObject) || !(items instanceof z.ZodArray)) return plainSerializer(reply);
  return pageSerializer(
    plainSerializer(items.element as z.ZodType),
    plainSerializer(reply.omit({ items: true })),
  );
}

type Serialize = (value: unknown) => string;

/** A page: its items one by one, of which those that are frozen are written once. */
function pageSerializer(writeItem: Serialize, writeRest: Serialize): Serialize {
  const written = new WeakMap<object, string>();
  const item = (value: unknown) => {
    if (typeof value !== 'object' || value === null || !Object.isFrozen(value)) return writeItem(value);
    const text = written.get(value) ?? writeItem(value);
    written.set(value, text);
    return text;
  };
  return (value) => {
    const { items } = value as { readonly items: readonly unknown[] };
    const rest = writeRest(value);
    return `{"items":[${items.map(item).join(',')}]${rest === '{}' ? '}' : `,${rest.slice(1)}`}`;
  };
}

function plainSerializer(reply: z.ZodType): Serialize {
  const { $schema, ...schema } = z.toJSONSchema(reply, {
    io: 'output',
    target: 'draft-7',
    unrepresentable: 'any',
    reused: 'inline',
  });
  return fastJson(writable(schema) as never) as Serialize;
}

/** The schema as the serialiser takes it. `node` is a schema, or a list of schemas. */
function writable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(writable);
  if (typeof node !== 'object' || node === null) return node;
  const kept = Object.entries(node).filter(([keyword]) => !checkedElsewhere.has(keyword));
  return flatNullable(Object.fromEntries(kept.map(([keyword, value]) => [keyword, inner(keyword, value)])));
}

function inner(keyword: string, value: unknown): unknown {
  if (plainValues.has(keyword)) return value;
  if (!namedSchemas.has(keyword)) return writable(value);
  // Here the keys are names that a reply uses, and any word is a name.
  return Object.fromEntries(
    Object.entries(value as object).map(([name, schema]) => [name, writable(schema)]),
  );
}

// `anyOf [X, null]` makes the serialiser validate each value; `nullable` does not, where X says its type.
function flatNullable(schema: JsonSchema): JsonSchema {
  const { anyOf, ...rest } = schema;
  const [one, other, ...more] = Array.isArray(anyOf) ? (anyOf as JsonSchema[]) : [];
  if (one === undefined || other?.type !== 'null' || more.length > 0) return schema;
  if (one.type !== undefined) return { ...rest, ...one, nullable: true };
  const choices = one.anyOf ?? one.oneOf;
  return Array.isArray(choices) ? { ...rest, anyOf: [...choices, other] } : schema;
}

// The serialiser does not check values, and some of these it does not know.
const checkedElsewhere: ReadonlySet<string> = new Set([
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'propertyNames',
]);
const namedSchemas: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'definitions']);
const plainValues: ReadonlySet<string> = new Set(['const', 'enum', 'default', 'examples', 'required']);
