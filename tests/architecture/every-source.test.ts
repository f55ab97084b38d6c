import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { findStringSql } from '../../scripts/rules/string-sql.ts';

const root = join(import.meta.dirname, '../..');

test('no statement of the server is built from strings', () => {
  const files = globSync('{server,cli}/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  assert.ok(files.length > 100);
  const found = files.flatMap((file) => findStringSql(file, readFileSync(join(root, file), 'utf8')));
  assert.deepEqual(found, []);
});

test('negative control: a statement built from strings is found', () => {
  const text = [
    "import { sql } from '#server/platform/db/index.ts';",
    'const q = sql.raw(`select ${name}`);',
  ].join('\n');
  assert.ok(findStringSql('server/features/x/x.store.ts', text).length > 0);
});
