import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SealedEntry } from '#server/security/audit/export-line.ts';
import { ENTRY_SCHEMA, PROVEN_FORMAT } from '#server/security/audit/proven-line.ts';

const text = readFileSync(new URL('../../docs/reference/audit-schema.md', import.meta.url), 'utf8');
const documented = [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);

test('every member of an entry is documented with its place in OCSF, under the version that is sent', () => {
  const members = Object.keys(SealedEntry.shape);
  assert.deepEqual(documented.slice(0, members.length), members);
  assert.deepEqual(documented.slice(members.length), ['actor', 'token', 'outcome', 'ip']);
  for (const version of [ENTRY_SCHEMA, PROVEN_FORMAT]) assert.ok(text.includes(`\`${version}\``), version);
});

test('control: a member that is not documented would be missed', () => {
  assert.ok(!documented.includes('secret'));
});
