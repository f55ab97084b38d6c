import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { classification, type Protection } from '#server/security/classification.ts';
import { privacyRegister } from '../../scripts/privacy-register.ts';
import { root } from './documents.ts';

const page = readFileSync(join(root, 'docs/privacy/register.md'), 'utf8');

test('the register of personal data is the one the schema makes', () => {
  assert.equal(page, privacyRegister());
});

test('every column that holds something of a person stands in the register', () => {
  assert.deepEqual(missingIn(page), []);
});

test('control: a column that is left out is noticed', () => {
  assert.deepEqual(missingIn(page.replace('`sealed_profile`', '')), ['app.memberships sealed_profile']);
});

function missingIn(text: string): string[] {
  const lines = new Map(text.split('\n').map((line) => [/^\| `([\w.]+)`/.exec(line)?.[1], line]));
  return Object.entries(classification).flatMap(([table, columns]) =>
    Object.entries<Protection>(columns).flatMap(([column, { level }]) => {
      const due = level === 'personal' || level === 'confidential';
      return due && !lines.get(table)?.includes(`\`${column}\``) ? [`${table} ${column}`] : [];
    }),
  );
}
