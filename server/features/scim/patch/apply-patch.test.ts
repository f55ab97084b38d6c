import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError } from '#server/platform/app-error.ts';
import { patchableUser } from '../user.ts';
import { applyPatch } from './apply-patch.ts';

const before = {
  userName: 'pat',
  name: { givenName: 'Pat', familyName: 'Green' },
  emails: [
    { value: 'a@x.example', type: 'work', primary: true },
    { value: 'b@x.example', type: 'home', primary: false },
  ],
};
const patched = (...operations: { op: string; path?: string; value?: unknown }[]) =>
  applyPatch(before, operations, patchableUser);

test('values are added, replaced and removed where the path says', () => {
  assert.deepEqual(patched({ op: 'REMOVE', path: 'emails[type eq "home"]' }).emails, [before.emails[0]]);
  assert.deepEqual(patched({ op: 'add', path: 'emails', value: { value: 'c@x.example' } }).emails, [
    ...before.emails,
    { value: 'c@x.example' },
  ]);
  assert.deepEqual(
    patched({ op: 'add', path: 'emails[type eq "other"].value', value: 'c@x.example' }).emails,
    [...before.emails, { type: 'other', value: 'c@x.example' }],
  );
  assert.deepEqual(patched({ op: 'remove', path: 'emails', value: [{ value: 'a@x.example' }] }).emails, [
    before.emails[1],
  ]);
  assert.deepEqual(patched({ op: 'replace', value: { 'name.givenName': 'Sam', USERNAME: 'sam' } }), {
    ...before,
    userName: 'sam',
    name: { familyName: 'Green', givenName: 'Sam' },
  });
  assert.deepEqual(patched({ op: 'remove', path: 'name' }).name, undefined);
});

test('what it was made of stays as it was', () => {
  const copy = structuredClone(before);
  patched({ op: 'remove', path: 'emails' }, { op: 'replace', path: 'name.givenName', value: 'x' });
  assert.deepEqual(before, copy);
});

test('whatever is sent, it changes what may be changed or is refused in the words of SCIM', () => {
  const path = fc.oneof(
    fc.constantFrom(
      'emails',
      'name',
      'name.givenName',
      'active',
      'id',
      'meta',
      '__proto__',
      'constructor',
      'emails[value pr]',
    ),
    fc.string({ maxLength: 30 }),
  );
  const operation = fc.record({
    op: fc.constantFrom('add', 'Replace', 'REMOVE', 'copy', ''),
    path: fc.option(path, { nil: undefined }),
    value: fc.jsonValue(),
  });
  fc.assert(
    fc.property(fc.array(operation, { minLength: 1, maxLength: 5 }), (operations) => {
      try {
        const after = applyPatch(before, operations, patchableUser);
        for (const name of Object.keys(after)) assert.ok(name in patchableUser.attributes, name);
        assert.ok(!('id' in after));
      } catch (error) {
        assert.ok(error instanceof AppError && typeof error.details?.scimType === 'string', String(error));
      }
      assert.equal(Object.getPrototypeOf({}), Object.prototype);
    }),
    { numRuns: 1_000 },
  );
});
