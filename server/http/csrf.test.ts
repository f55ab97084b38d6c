import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Credential, CSRF_HEADER, type CsrfRules, csrfRefusal, csrfToken } from './csrf.ts';

const compared: [string, string][] = [];
const rules: CsrfRules = {
  publicOrigin: 'https://cases.example.org',
  mac: (sessionId) => `mac(${sessionId})`,
  equal: (a, b) => {
    compared.push([a, b]);
    return a === b;
  },
};
const cookie: Credential = { kind: 'cookie', sessionId: 's1' };
const bearer: Credential = { kind: 'bearer' };
const none: Credential = { kind: 'none' };
const credentials: readonly Credential[] = [cookie, bearer, none];
const token: string = csrfToken(rules, 's1');

const refused = (headers: Record<string, string>, credential: Credential, method = 'POST', by = rules) =>
  csrfRefusal(by, { method, headers }, credential) !== undefined;

const own = { origin: rules.publicOrigin, 'sec-fetch-site': 'same-origin', [CSRF_HEADER]: token };

test('our own page may change things', () => {
  for (const credential of credentials) assert.equal(refused(own, credential), false);
});

test('clients that send neither Origin nor Fetch Metadata are judged by their token', () => {
  assert.equal(refused({ [CSRF_HEADER]: token }, cookie), false);
  assert.equal(refused({}, cookie), true);
  assert.equal(refused({}, bearer), false);
  assert.equal(refused({}, none), true);
  assert.equal(refused({ [CSRF_HEADER]: '1' }, none), false);
});

test('reading needs no proof', () => {
  for (const method of ['GET', 'HEAD', 'OPTIONS']) {
    assert.equal(
      refused({ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, cookie, method),
      false,
    );
  }
});

test('another site is refused whatever the credential and the method', () => {
  const foreign: Record<string, string>[] = [
    { ...own, 'sec-fetch-site': 'cross-site' },
    { ...own, 'sec-fetch-site': 'same-site' },
    { ...own, 'sec-fetch-site': 'none' },
    { ...own, 'sec-fetch-site': 'same-origin, same-origin' },
    { ...own, origin: 'null' },
    { ...own, origin: 'https://evil.example' },
    { ...own, origin: 'http://cases.example.org' },
    { ...own, origin: 'https://cases.example.org:8443' },
    { ...own, origin: 'https://cases.example.org.evil.example' },
    { ...own, origin: 'https://cases.example.org/' },
    { ...own, origin: '' },
  ];
  for (const headers of foreign) {
    for (const credential of credentials) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'QUERY', 'post']) {
        assert.equal(refused(headers, credential, method), true, JSON.stringify(headers));
      }
    }
  }
});

test('a fitting Origin grants nothing', () => {
  const { [CSRF_HEADER]: _token, ...withoutToken } = own;
  assert.equal(refused(withoutToken, cookie), true);
  assert.equal(refused({ ...own, [CSRF_HEADER]: '' }, cookie), true);
});

test("only this session's token fits, and it is compared by the given function", () => {
  fc.assert(
    fc.property(fc.string(), (guess) => {
      fc.pre(guess !== token);
      assert.equal(refused({ ...own, [CSRF_HEADER]: guess }, cookie), true);
    }),
  );
  assert.equal(refused({ ...own, [CSRF_HEADER]: csrfToken(rules, 's2') }, cookie), true);
  compared.length = 0;
  refused(own, cookie);
  assert.deepEqual(compared, [[token, token]]);
});

test('negative control: with a comparison that always agrees a wrong token passes', () => {
  assert.equal(
    refused({ ...own, [CSRF_HEADER]: 'wrong' }, cookie, 'POST', { ...rules, equal: () => true }),
    false,
  );
});
