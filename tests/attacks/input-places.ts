import { z } from 'zod';
import type { Json } from '#tests/support/client.ts';

/** The names and positions that lead to a value inside a body. */
export type Path = readonly string[];

/** What a value is to the schema: a corpus of its own for each. */
export type Expected = 'word' | 'text' | 'uuid' | 'date-time' | 'email' | 'number' | 'array' | 'other';

/** One place in a body that a schema knows, named by this call or not. */
export interface InputPlace {
  readonly path: Path;
  readonly expects: Expected;
  /** The body as it is around this place. */
  readonly body: Json;
  /** The body with this value there, otherwise as valid as before. */
  put(value: Json): Json;
  /** The body without what is there. */
  drop(): Json;
}

/**
 * Every place a schema has, the optional ones and every branch of a choice too, in a body that is valid but for
 * what is put there.
 */
export function placesIn(schema: z.ZodType, valid: Json): readonly InputPlace[] {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', reused: 'inline' });
  return [...walk(root, valid)].map(({ path, body, node }) => ({
    path,
    body,
    expects: expected(node),
    put: (value) => changed(body, path, value),
    drop: () => changed(body, path),
  }));
}

interface Walked {
  readonly path: Path;
  readonly body: Json;
  readonly node: Json;
}

function expected(node: Json): Expected {
  if (node.const !== undefined || node.enum !== undefined || node.type === 'boolean') return 'word';
  if (node.anyOf !== undefined) return expected(node.anyOf[0]);
  if (node.format in WORDS) return node.format;
  if (node.type === 'string') return 'text';
  if (node.type === 'integer' || node.type === 'number') return 'number';
  return node.type === 'array' ? 'array' : 'other';
}

function* walk(node: Json, body: Json, path: Path = []): Generator<Walked> {
  yield { path, body, node };
  const branches: readonly Json[] = node.anyOf ?? node.oneOf ?? [];
  for (const branch of branches) {
    if (branch.type === 'null') continue;
    const there = branch.type === 'object' && branches.length > 1 ? sampleOf(branch) : valueAt(body, path);
    yield* inside(branch, changed(body, path, there ?? sampleOf(branch)), path);
  }
  yield* inside(node, body, path);
}

function* inside(node: Json, body: Json, path: Path): Generator<Walked> {
  for (const [name, member] of Object.entries<Json>(node.properties ?? {})) {
    const at = [...path, name];
    yield* walk(member, filled(body, at, member), at);
  }
  if (node.type !== 'array' || node.items === undefined) return;
  const at = [...path, '0'];
  yield* walk(node.items, filled(body, at, node.items), at);
}

const filled = (body: Json, path: Path, node: Json): Json =>
  valueAt(body, path) === undefined ? changed(body, path, sampleOf(node)) : body;

const valueAt = (body: Json, path: Path): Json => path.reduce((value, key) => value?.[key], body);

const GONE = Symbol('gone');

function changed(body: Json, path: Path, value: Json = GONE): Json {
  const [last] = path.slice(-1);
  if (last === undefined) return value === GONE ? {} : structuredClone(value);
  const copy = structuredClone(body);
  const parent = path.slice(0, -1).reduce((node, key) => node[key], copy);
  if (value !== GONE) parent[last] = value;
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return copy;
}

const WORDS: Readonly<Record<string, string>> = {
  uuid: '0b9f4a52-7f0c-4c1e-9d0a-3f5c6b7d8e9f',
  'date-time': '2026-01-02T03:04:05Z',
  email: 'someone@example.org',
};

/** The least a schema takes. */
function sampleOf(node: Json): Json {
  if (node.const !== undefined) return node.const;
  if (node.enum !== undefined) return node.enum[0];
  const [branch] = node.anyOf ?? node.oneOf ?? [];
  if (branch !== undefined) return sampleOf(branch);
  switch (node.type) {
    case 'object': {
      const names: readonly string[] = node.required ?? [];
      return Object.fromEntries(names.map((name) => [name, sampleOf(node.properties[name])]));
    }
    case 'array':
      return Array.from({ length: node.minItems ?? 0 }, () => sampleOf(node.items));
    case 'string':
      return WORDS[node.format] ?? 'x'.repeat(Math.max(1, node.minLength ?? 1));
    case 'boolean':
      return false;
    case 'null':
      return null;
    default:
      return Math.max(1, node.minimum ?? 1);
  }
}
