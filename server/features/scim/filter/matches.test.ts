import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { SCIM_USER } from '#contracts/scim.ts';
import { AppError } from '#server/platform/app-error.ts';
import { askableUser } from '../user.ts';
import { lookupOf } from './lookup.ts';
import { matcher } from './matches.ts';
import { parseFilter } from './parse-filter.ts';

const pat = {
  id: 'AbC',
  userName: 'Pat@example.org',
  externalId: 'X1',
  active: true,
  name: { familyName: 'Green' },
  emails: [
    { value: 'pat@example.org', type: 'work', primary: true },
    { value: 'pat@home.example', type: 'home', primary: false },
  ],
  meta: { created: '2026-01-02T03:04:05Z' },
};
const holds = (text: string) => matcher(parseFilter(text), askableUser, SCIM_USER)(pat);

test('a filter holds as RFC 7644 has it', () => {
  for (const [text, expected] of [
    ['userName eq "pat@EXAMPLE.org"', true],
    ['externalId eq "x1"', false],
    ['userName ne "other"', true],
    ['displayName pr', false],
    ['displayName eq null', true],
    ['name.familyName co "ree" and active eq true', true],
    ['emails.value ew "home.example"', true],
    ['emails co "@home"', true],
    ['emails[type eq "work" and value sw "pat@home"]', false],
    ['emails.type eq "work" and emails.value sw "pat@home"', true],
    ['meta.created gt "2026-01-01T00:00:00Z"', true],
    ['meta.created le "2026-01-02T03:04:05.000Z"', true],
    ['not (active eq true)', false],
  ] as const)
    assert.equal(holds(text), expected, text);
});

test('what cannot be asked is refused before anyone is looked at', () => {
  for (const text of [
    'password pr',
    'active gt true',
    'userName eq 1',
    'userName.x eq "a"',
    '__proto__ pr',
    'constructor eq "x"',
    'emails.constructor pr',
    'meta.created eq "yesterday"',
    'urn:other:thing:userName eq "x"',
  ])
    assert.throws(() => matcher(parseFilter(text), askableUser, SCIM_USER), AppError, text);
});

test('whoever the filter holds for is among those the index finds', () => {
  const indexed = new Set(['username', 'externalid']);
  const part = fc.constantFrom(
    'userName eq "pat@example.org"',
    'externalId eq "X1"',
    'active eq true',
    'active eq false',
    'userName eq "other"',
    'not (userName eq "pat@example.org")',
  );
  const text = fc.tuple(part, fc.constantFrom('and', 'or'), part).map((words) => `(${words.join(' ')})`);
  fc.assert(
    fc.property(text, fc.constantFrom('and', 'or'), part, (left, word, right) => {
      const filter = parseFilter(`${left} ${word} ${right}`);
      const lookup = lookupOf(filter, indexed);
      if (lookup === undefined || !matcher(filter, askableUser, SCIM_USER)(pat)) return;
      const own = lookup.by === 'username' ? 'pat@example.org' : 'X1';
      assert.equal(lookup.value, own);
    }),
  );
});

test('control: an index asked for one side of an "or" would lose people', () => {
  assert.equal(
    lookupOf(parseFilter('userName eq "other" or active eq true'), new Set(['username'])),
    undefined,
  );
  assert.ok(holds('userName eq "other" or active eq true'));
});
