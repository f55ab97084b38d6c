import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { sha256Hex } from '#server/security/crypto/index.ts';
import { testEntry } from '#tests/support/audit-log.ts';
import { canonicalEntry, leafOf } from './leaf.ts';

const entry = {
  ...testEntry(7),
  id: '7d444840-9dc0-41d2-b245-5ffdce74fad2',
  workspaceId: null,
  actorId: null,
  sessionId: null,
  targetId: null,
};

test('the leaf is SHA-256 over a zero byte and the documented text', () => {
  const text =
    '["caseward/audit-entry/1",7,"7d444840-9dc0-41d2-b245-5ffdce74fad2",null,"2027-01-15T08:00:07.000Z","user",' +
    'null,null,"case.edit","case",null,["title","severity"],"c2VhbGVkIDc=","req-7",[0,["count",7],["state","draft"]]]';
  assert.equal(canonicalEntry(7, entry), text);
  assert.equal(leafOf(7, entry).toString('hex'), sha256Hex(`\0${text}`));
});

test('the order of keys within the detail does not matter, their values do', () => {
  const reordered = { ...entry, detail: { state: 'draft', count: 7 } };
  assert.deepEqual(leafOf(7, reordered), leafOf(7, entry));
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.dictionary(fc.string(), fc.jsonValue()),
      (a, b) => {
        const [one, other] = [a, b].map((detail) => JSON.parse(JSON.stringify(detail)));
        const same =
          canonicalEntry(7, { ...entry, detail: one }) === canonicalEntry(7, { ...entry, detail: other });
        let equal = true;
        try {
          assert.deepEqual(one, other);
        } catch {
          equal = false;
        }
        assert.equal(same, equal);
      },
    ),
  );
});

test('an object is never mistaken for a list', () => {
  const list = canonicalEntry(7, { ...entry, detail: { a: [0, ['b', 1]] } });
  assert.notEqual(list, canonicalEntry(7, { ...entry, detail: { a: { b: 1 } } }));
});

test('every field and the place count', () => {
  const leaf = leafOf(7, entry);
  assert.notDeepEqual(leafOf(8, entry), leaf);
  for (const field of Object.keys(entry)) {
    const changed = {
      ...entry,
      [field]: field === 'fields' ? ['title'] : field === 'detail' ? {} : 'changed',
    };
    assert.notDeepEqual(leafOf(7, changed), leaf, field);
  }
});
