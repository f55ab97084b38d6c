import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { testScope } from '#tests/support/key-scope.ts';
import { newId } from './random.ts';
import { signSession, verifySession } from './session-token.ts';

const now = 1_800_000_000;
const claims = { sid: newId(), sub: newId(), iat: now, exp: now + 28_800 };

test('a signed session verifies until it expires', async () => {
  const { scope } = await testScope();
  const token = signSession(scope, claims);
  assert.deepEqual(verifySession(scope, token, now), claims);
  assert.deepEqual(verifySession(scope, token, claims.exp - 1), claims);
  assert.equal(verifySession(scope, token, claims.exp), undefined);
});

test('a token has the three parts of a JWT, its header saying HS256', async () => {
  const { scope } = await testScope();
  const [header = '', payload = ''] = signSession(scope, claims).split('.');
  assert.deepEqual(JSON.parse(Buffer.from(header, 'base64url').toString()), { alg: 'HS256', typ: 'JWT' });
  assert.deepEqual(JSON.parse(Buffer.from(payload, 'base64url').toString()), claims);
});

test('every changed byte is refused, whichever byte it becomes', async () => {
  const { scope } = await testScope();
  const token = signSession(scope, claims);
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.integer({ min: 0, max: 255 }), (at, code) => {
      const changed = token.slice(0, at) + String.fromCharCode(code) + token.slice(at + 1);
      assert.equal(verifySession(scope, changed, now) !== undefined, changed === token);
    }),
    { numRuns: 5_000 },
  );
  for (let at = 0; at < token.length; at += 1) {
    for (const character of ['A', 'B', '_', '.']) {
      if (token[at] === character) continue;
      assert.equal(
        verifySession(scope, token.slice(0, at) + character + token.slice(at + 1), now),
        undefined,
      );
    }
  }
});

test('cut, padded, repeated and foreign tokens are refused', async () => {
  const { scope } = await testScope();
  const other = await testScope();
  const token = signSession(scope, claims);
  for (let length = 0; length < token.length; length += 1) {
    assert.equal(verifySession(scope, token.slice(0, length), now), undefined);
  }
  const spellings = [`${token}=`, ` ${token}`, `${token}\n`, `${token}.`, `.${token}`, token + token];
  for (const spelling of spellings) assert.equal(verifySession(scope, spelling, now), undefined);
  assert.equal(verifySession(other.scope, token, now), undefined);
});

test('another header is refused even when its signature is right', async () => {
  const { scope } = await testScope();
  const [, payload = ''] = signSession(scope, claims).split('.');
  const headers = [
    { alg: 'none', typ: 'JWT' },
    { alg: 'HS512', typ: 'JWT' },
    { typ: 'JWT', alg: 'HS256' },
    { alg: 'HS256', typ: 'JWT', kid: '../../dev/null' },
  ];
  for (const header of headers) {
    const signed = `${Buffer.from(JSON.stringify(header)).toString('base64url')}.${payload}`;
    const forged = `${signed}.${scope.mac('session-token', signed).toString('base64url')}`;
    assert.equal(verifySession(scope, forged, now), undefined);
  }
});

test('a payload of another shape is refused even when its signature is right', async () => {
  const { scope } = await testScope();
  const [header = ''] = signSession(scope, claims).split('.');
  const filler = 'x'.repeat(20);
  const payloads = [
    { ...claims, sid: `${claims.sid}x` },
    { ...claims, exp: String(claims.exp) },
    { ...claims, exp: claims.iat, filler },
    { ...claims, iat: -1, filler },
    { sid: claims.sid, iat: now, filler },
    [claims.sid, claims.iat, claims.exp, filler],
  ];
  for (const payload of payloads) {
    const signed = `${header}.${Buffer.from(JSON.stringify(payload)).toString('base64url')}`;
    const forged = `${signed}.${scope.mac('session-token', signed).toString('base64url')}`;
    assert.equal(verifySession(scope, forged, now), undefined, JSON.stringify(payload));
  }
});

test('what cannot be a session is not signed', async () => {
  const { scope } = await testScope();
  assert.throws(() => signSession(scope, { ...claims, sid: 'admin' }), TypeError);
  assert.throws(() => signSession(scope, { ...claims, sub: 'admin' }), TypeError);
  assert.throws(() => signSession(scope, { ...claims, exp: now }), TypeError);
  assert.throws(() => signSession(scope, { ...claims, iat: 1.5 }), TypeError);
});
