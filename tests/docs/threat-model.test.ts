import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { routes } from '#server/features/routes.ts';
import type { Route } from '#server/http/route.ts';
import { OUT } from '../architecture/outgoing.ts';
import { root } from './documents.ts';

const text = readFileSync(join(root, 'docs/threat-model.md'), 'utf8');
/** The names of hosts leave by the resolver too. */
const RESOLVES = /from 'node:dns/;

type Named = Pick<Route, 'url'> & { readonly access: Pick<Route['access'], 'kind'> };

test('every route comes in by a way that the threat model names, for whoever may call it', () => {
  assert.deepEqual(unnamed(routes, waysIn(text)), []);
});

test('every address it names for anyone is one that a route has', () => {
  for (const [kind, prefixes] of waysIn(text)) {
    const own = routes.filter(({ access }) => access.kind === kind);
    const idle = prefixes.filter((prefix) => !own.some(({ url }) => under(url, prefix)));
    assert.deepEqual(idle, [], kind);
  }
});

test('every file that opens a connection stands among the ways out, and no other does', () => {
  const there = globSync('server/**/*.ts', { cwd: root })
    .filter((file) => !/\.(?:test|twin)\.ts$/.test(file))
    .filter((file) => {
      const source = readFileSync(join(root, file), 'utf8');
      return OUT.test(source) || RESOLVES.test(source);
    });
  assert.deepEqual(waysOut(text), there.toSorted());
});

test('control: a way in or out that is not named is found', () => {
  const secret: Named = { url: '/api/v1/back-door', access: { kind: 'public' } };
  assert.deepEqual(unnamed([secret], waysIn(text)), ['public /api/v1/back-door']);
  const elevated: Named = { url: '/api/v1/trust', access: { kind: 'operator' } };
  assert.deepEqual(unnamed([elevated], waysIn(text)), ['operator /api/v1/trust']);
  const without = waysOut(text.replace(/^\| mail relay.*\n/m, ''));
  assert.equal(without.length, waysOut(text).length - 2);
});

/** The addresses that the table of ways in names, by kind of access. */
function waysIn(page: string): Map<string, string[]> {
  const rows = sectionOf(page, 'Ways in').matchAll(/^\| `([\w-]+)`:[^|]*\|[^|]*\|([^|]*)\|$/gm);
  return new Map([...rows].map(([, kind = '', addresses = '']) => [kind, codeOf(addresses)]));
}

function waysOut(page: string): string[] {
  return codeOf(sectionOf(page, 'Ways out'))
    .filter((each) => each.startsWith('server/'))
    .toSorted();
}

function sectionOf(page: string, title: string): string {
  return page.split(/^#{2,3} /m).find((section) => section.startsWith(`${title}\n`)) ?? '';
}

function codeOf(line: string): string[] {
  return [...line.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

function unnamed(all: readonly Named[], ways: ReadonlyMap<string, readonly string[]>): string[] {
  return all.flatMap(({ url, access: { kind } }) =>
    ways.get(kind)?.some((prefix) => under(url, prefix)) ? [] : [`${kind} ${url}`],
  );
}

function under(url: string, prefix: string): boolean {
  return url === prefix || url.startsWith(`${prefix}/`);
}
