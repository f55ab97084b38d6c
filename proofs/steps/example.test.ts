import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { CaseCreate } from '#contracts/cases.ts';
import { SignInRequest } from '#contracts/identity.ts';
import { InvitationCreate } from '#contracts/members.ts';
import { RoundOpen } from '#contracts/reviews.ts';
import { SearchRequest } from '#contracts/search.ts';
import { exampleOf, type JsonSchema } from './example.ts';

function jsonSchema(schema: z.ZodType): JsonSchema {
  return JSON.parse(JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })));
}

describe('an example made from a schema', () => {
  for (const [name, schema] of Object.entries({
    CaseCreate,
    SignInRequest,
    InvitationCreate,
    RoundOpen,
    SearchRequest,
  })) {
    it(`is accepted by ${name}`, () =>
      assert.doesNotThrow(() => schema.parse(exampleOf(jsonSchema(schema)))));
  }

  it('takes the first of several ways', () => {
    assert.equal(exampleOf({ oneOf: [{ const: 'a' }, { const: 'b' }] }), 'a');
  });

  it('fills a list to its least length', () => {
    assert.deepEqual(exampleOf({ type: 'array', minItems: 2, items: { type: 'integer' } }), [1, 1]);
  });
});
