import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { SCOPE_NEEDS, Scope } from '#contracts/access.ts';
import { routes } from '#server/features/routes.ts';
import { newTokenText, parseTokenText } from '#server/security/api-tokens/index.ts';
import { root } from './documents.ts';

const page = readFileSync(join(root, 'docs/api-tokens.md'), 'utf8');

test('the page on API tokens is about the tokens there are', () => {
  assert.deepEqual(faultsOf(page), []);
});

test('control: what the page says wrong is found', () => {
  const wrong = {
    'cw_[0-9A-Za-z]{16}': 'cw_[0-9A-Za-z]{15}',
    '| `audit:read` |': '| `audit:write` |',
    'staff cases; needs `cases:read`': 'staff cases',
    'api/v1/token-leaks': 'api/v1/leaks',
    '**An environment variable**': '**A file**',
    '**A secret manager**': '**A note**',
  };
  for (const [from, to] of Object.entries(wrong)) {
    assert.ok(page.includes(from), from);
    assert.notDeepEqual(faultsOf(page.replaceAll(from, to)), [], from);
  }
});

/** What the page says that is not so, or does not say. */
function faultsOf(text: string): string[] {
  const faults: string[] = [];
  const pattern = /regex = '''(.+)'''/.exec(text)?.[1] ?? '$^';
  const token = newTokenText().text;
  if (!new RegExp(pattern).test(`token: ${token}.`)) faults.push('the expression does not find a token');
  if (new RegExp(pattern).test(token.slice(0, -1))) faults.push('the expression finds what is none');
  assert.equal(parseTokenText(`${token.slice(0, -1)}${token.endsWith('0') ? 1 : 0}`), undefined);
  const rows = [...text.matchAll(/^\| `(\w+:\w+)` \| (.+) \|$/gm)];
  if (rows.map(([, scope]) => scope).join() !== Scope.options.join()) faults.push('the scopes are others');
  for (const [, scope, does = ''] of rows) {
    const needed = SCOPE_NEEDS[Scope.catch('cases:read').parse(scope)];
    if (/; needs `(.+)`/.exec(does)?.[1] !== needed) faults.push(`${scope} needs something else`);
  }
  for (const [, path] of text.matchAll(/https:\/\/cases\.example\.org(\/api\/v1\/[a-z-]+)$/gm))
    if (!routes.some(({ url }) => url === path)) faults.push(`${path} is not there`);
  for (const place of ['**An environment variable**', '**A secret manager**'])
    if (!text.includes(place)) faults.push(`${place} is not shown`);
  return faults;
}
