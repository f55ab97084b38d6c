import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { AUDIT_ACTION_NAMES, AUDIT_ACTIONS } from './audit-actions.ts';

const root = join(import.meta.dirname, '..');
const sources = [...globSync('server/**/*.ts', { cwd: root }), 'migrations/schema.sql']
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => readFileSync(join(root, file), 'utf8'));
const declared = new Set(AUDIT_ACTION_NAMES);

/** What statements write into the log of a workspace by themselves: the types see to all else. */
function writtenInSql(text: string): string[] {
  const inserts = text.match(/insert into app\.audit_entries \(workspace_id[\s\S]*?(?:;|`)/g) ?? [];
  return inserts.flatMap((insert) =>
    [...insert.matchAll(/'([a-z-]+\.[a-z-]+)'/g)].map(([, name = '']) => name),
  );
}

test('what statements write into the log of a workspace is declared', () => {
  const written = sources.flatMap(writtenInSql);
  assert.ok(written.length >= 4, String(written));
  assert.deepEqual(
    written.filter((name) => !declared.has(name)),
    [],
  );
});

test('control: one that is not declared is found', () => {
  const text = `insert into app.audit_entries (workspace_id, action) values ($1, 'nobody.knows');`;
  assert.deepEqual(writtenInSql(text), ['nobody.knows']);
  assert.ok(!declared.has('nobody.knows'));
});

/** Whether the sources have it whole, or as an area and what was done in it: `case.\${kind}`. */
const isWritten = (name: string, area: string, done: string) =>
  sources.some((text) => text.includes(`'${name}'`)) ||
  (sources.some(
    (text) => text.includes(`\`${area}.\${`) || text.includes(['`$', '{kind}.$', '{what}`'].join('')),
  ) &&
    sources.some((text) => text.includes(`'${done}'`)));

test('nothing is offered that nothing writes', () => {
  const idle = Object.entries<readonly string[]>(AUDIT_ACTIONS).flatMap(([area, deeds]) =>
    deeds.filter((done) => !isWritten(`${area}.${done}`, area, done)).map((done) => `${area}.${done}`),
  );
  assert.deepEqual(idle, []);
  assert.ok(!isWritten('nobody.knows-this', 'nobody', 'knows-this'), 'control');
});

test('each is named once', () => {
  assert.equal(declared.size, AUDIT_ACTION_NAMES.length);
});
