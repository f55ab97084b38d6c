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
 * row does not leave the server.
 */
export function serializer(reply: ReplySpec): (value: unknown) => string {
  if (reply.kind !== 'json') return () => '';
  const { $schema, ...schema } = z.toJSONSchema(reply.schema, {
    io: 'output',
    target: 'draft-7',
    unrepresentable: 'any',
    reused: 'inline',
  });
  return fastJson(flatNullable(schema) as never) as (value: unknown) => string;
}

// `anyOf [X, null]` makes the serialiser validate each value; `nullable` does not.
function flatNullable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(flatNullable);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, flatNullable(value)] as const);
  const flat: JsonSchema = Object.fromEntries(entries.filter(([key]) => !checkedElsewhere.has(key)));
  const [one, other, ...more] = Array.isArray(flat.anyOf) ? (flat.anyOf as JsonSchema[]) : [];
  if (one === undefined || other?.type !== 'null' || more.length > 0) return flat;
  const { anyOf, ...rest } = flat;
  return { ...rest, ...one, nullable: true };
}

// The serialiser does not check values, and some of these it does not know.
const checkedElsewhere: ReadonlySet<string> = new Set([
  'format',
  'pattern',
  'minLength',
  'maxLength',
  'propertyNames',
]);
