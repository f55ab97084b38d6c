import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from './documents.ts';

const text = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const block = /## Rooms\n\n```\n([\s\S]*?)```/.exec(text)?.[1] ?? '';

/** The folders and files the document's list of rooms names, as paths. */
function rooms(list: string): string[] {
  let floor = '';
  return list.split('\n').flatMap((line) => {
    const [, indent = '', name = ''] = /^( *)(\S+)/.exec(line) ?? [];
    if (name === '' || indent.length > 2) return [];
    if (indent === '') floor = name;
    return [indent === '' ? name : floor + name];
  });
}

const folders = (path: string) =>
  readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);

test('every room the architecture names is there', () => {
  assert.ok(rooms(block).length > 10);
  assert.deepEqual(
    rooms(block).filter((path) => !existsSync(join(root, path))),
    [],
  );
});

test('every room of the server is named', () => {
  for (const name of folders('server')) {
    assert.ok(rooms(block).includes(`server/${name}/`) || name === 'config', `server/${name}`);
  }
  for (const room of ['platform', 'security']) {
    for (const name of folders(`server/${room}`))
      assert.match(block, new RegExp(`\\b${name}/`), `${room}/${name}`);
  }
});

test('every part a deployment stands on is among the data flows', () => {
  for (const part of ['database', 'files', 'root key', 'scanner', 'mail', 'jobs']) {
    assert.match(text, new RegExp(`^\\| ${part}`, 'm'));
  }
});

test('the list of decisions is whole, and each gives context, decision and consequence', () => {
  const index = readFileSync(join(root, 'docs/adr/README.md'), 'utf8');
  const decisions = readdirSync(join(root, 'docs/adr')).filter((name) => /^\d{4}-/.test(name));
  assert.ok(decisions.length >= 10);
  for (const name of decisions) {
    assert.ok(index.includes(`](${name})`), name);
    const decision = readFileSync(join(root, 'docs/adr', name), 'utf8');
    for (const part of ['## Context', '## Decision', '## Consequence'])
      assert.ok(decision.includes(part), name);
  }
});

test('a room that is not there is found', () => {
  assert.deepEqual(rooms('server/\n  attic/   x\n    more words\nweb/ y'), [
    'server/',
    'server/attic/',
    'web/',
  ]);
});
