import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { z } from 'zod';

interface Node {
  type?: string;
  properties?: Record<string, Node>;
  additionalProperties?: unknown;
  items?: Node;
  anyOf?: Node[];
  oneOf?: Node[];
  maxLength?: number;
  maxItems?: number;
  pattern?: string;
  format?: string;
  enum?: unknown[];
  const?: unknown;
}

const openEnded = (pattern: string) => /[*+]|\{\d+,\}/.test(pattern.replace(/\\[*+]|\[[^\]]*\]/g, '_'));

const bounded = (node: Node) =>
  node.maxLength !== undefined ||
  node.enum !== undefined ||
  node.const !== undefined ||
  node.format === 'uuid' ||
  (node.pattern !== undefined && !openEnded(node.pattern));

/** Where a schema lets through more than it names, or more than a bounded amount of it. */
function holes(node: Node, path: string): string[] {
  const below = [
    ...Object.entries(node.properties ?? {}).flatMap(([key, child]) => holes(child, `${path}.${key}`)),
    ...(node.items ? holes(node.items, `${path}[]`) : []),
    ...[...(node.anyOf ?? []), ...(node.oneOf ?? [])].flatMap((child) => holes(child, path)),
  ];
  if (node.type === 'object' && node.additionalProperties !== false) below.push(`${path}: object is open`);
  if (node.type === 'array' && node.maxItems === undefined) below.push(`${path}: array has no end`);
  if (node.type === 'string' && !bounded(node)) below.push(`${path}: string has no end`);
  return below;
}

const schemaHoles = (schema: z.ZodType, name: string) =>
  holes(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node, name);

/**
 * A problem's details are typed by their code; what SCIM says of itself is constants of ours; identity providers add
 * parameters of their own to an answer, which are dropped.
 */
const OPEN_ON_PURPOSE = new Set(['problemSchema', 'ScimDocument', 'OidcAnswer']);

test('every contract is closed and bounded', async () => {
  const files = readdirSync(import.meta.dirname).filter((file) => !file.endsWith('.test.ts'));
  const found: string[] = [];
  let seen = 0;
  for (const file of files) {
    const module: Record<string, unknown> = await import(`./${file}`);
    for (const [name, value] of Object.entries(module)) {
      if (!(value instanceof z.ZodType) || OPEN_ON_PURPOSE.has(name)) continue;
      seen += 1;
      found.push(...schemaHoles(value, `${file} ${name}`));
    }
  }
  assert.deepEqual(found, []);
  assert.ok(seen > 100, `only ${seen} schemas were looked at`);
});

test('the walk sees an open object, an endless array and an endless string', () => {
  const open = z.object({ a: z.array(z.string()) });
  assert.deepEqual(schemaHoles(open, 'x'), [
    'x.a[]: string has no end',
    'x.a: array has no end',
    'x: object is open',
  ]);
  assert.equal(schemaHoles(z.strictObject({ a: z.string().regex(/^a*$/) }), 'x').length, 1);
});
