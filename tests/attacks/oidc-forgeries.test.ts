import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readDiscovery } from '#server/features/sso/oidc/read-discovery.ts';
import { redeemCode } from '#server/platform/openid/index.ts';
import { DISCOVERY } from './oidc/discovery.ts';
import {
  CLIENT,
  double,
  type Forgery,
  HEADER,
  honest,
  PROVIDER,
  rs256,
  SECRETS,
  signingKey,
  token,
} from './oidc/forgery.ts';
import { laxlyTaken } from './oidc/lax-twin.ts';
import { signatures } from './oidc/signatures.ts';
import { statements } from './oidc/statements.ts';

const key = signingKey();
const ADA = 'ada@example.org';
const corpus: readonly Forgery[] = [
  ...signatures({ key, attacker: 'mallory@example.org' }),
  ...statements(key, ADA),
];

const redeem = (forgery: Forgery) =>
  redeemCode(double(forgery, key), {
    provider: PROVIDER,
    client: CLIENT,
    answer: { code: 'c', state: 's', iss: undefined },
    secrets: SECRETS,
    now: new Date(),
  });

const plain = (idToken: string): Forgery => ({ name: 'plain', reason: 'malformed', token: idToken });

test('control: an honest token is believed', async () => {
  const { claims, userinfo } = await redeem(plain(token(HEADER, honest(ADA), rs256(key))));
  assert.equal(claims.email, ADA);
  assert.deepEqual(userinfo, { sub: 'subject' });
});

for (const forgery of corpus) {
  test(`refused: ${forgery.name}`, () =>
    assert.rejects(redeem(forgery), { name: 'OpenidError', reason: forgery.reason }));
}

test('control: the library as it comes takes a good part of them', async () => {
  const taken = [];
  for (const forgery of corpus) if (await laxlyTaken(double(forgery, key))) taken.push(forgery.name);
  for (const name of [
    'a stranger’s key under the same name',
    'other claims under a signature that holds',
    'made an hour ago',
    'for us and another, in our name',
    'given to another client',
  ]) {
    assert(taken.includes(name), `${name} is not among ${taken.join('; ')}`);
  }
});

test('a token changed in any one character says nothing else than before, or is refused', async () => {
  const genuine = token(HEADER, honest(ADA), rs256(key));
  const place = fc.nat(genuine.length - 1);
  const letter = fc.constantFrom(...'ABCXYZabcxyz0189-_.');
  await fc.assert(
    fc.asyncProperty(place, letter, async (at, other) => {
      const changed = `${genuine.slice(0, at)}${other}${genuine.slice(at + 1)}`;
      const said = await redeem(plain(changed)).catch(() => undefined);
      if (said !== undefined) assert.deepEqual(said.claims, (await redeem(plain(genuine))).claims);
    }),
    { numRuns: 150 },
  );
});

test('whatever else stands where a check looks is refused, though the provider signed it', async () => {
  const claims = honest(ADA);
  const bent = fc
    .constantFrom('iss', 'aud', 'nonce', 'sub')
    .chain((name) => fc.tuple(fc.constant(name), fc.jsonValue()));
  await fc.assert(
    fc.asyncProperty(bent, async ([name, value]) => {
      fc.pre(JSON.stringify(value) !== JSON.stringify(claims[name]));
      fc.pre(!(name === 'aud' && JSON.stringify(value) === JSON.stringify([CLIENT.id])));
      await assert.rejects(redeem(plain(token(HEADER, { ...claims, [name]: value }, rs256(key)))));
    }),
    { numRuns: 150 },
  );
});

const document = (more: object) => Buffer.from(JSON.stringify({ ...DISCOVERY.document, ...more }));
const discovered = (more: object, issuer = DISCOVERY.issuer) => readDiscovery(document(more), issuer);

test('signatures that anybody can make are not taken over from a discovery document', () => {
  const named = ['none', 'HS256', 'RS256', 'ES256'];
  assert.deepEqual(discovered({ id_token_signing_alg_values_supported: named }).signatures, [
    'RS256',
    'ES256',
  ]);
  for (const only of [['none'], ['HS256'], []]) {
    assert.throws(() => discovered({ id_token_signing_alg_values_supported: only }), {
      reason: 'signatures',
    });
  }
});

test('a discovery document speaks for its own issuer, and for that alone', () => {
  assert.equal(discovered({}, `${DISCOVERY.issuer}/`).issuer, DISCOVERY.issuer);
  assert.equal(discovered({}, DISCOVERY.address).issuer, DISCOVERY.issuer);
  const refused: readonly (readonly [object, string])[] = [
    [{ issuer: 'https://other.example.org' }, 'other-issuer'],
    [{ issuer: 7 }, 'other-issuer'],
    [{ issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }, 'shared'],
    [{ authorization_endpoint: 'http://op.example.org/authorize' }, 'endpoints'],
    [{ authorization_endpoint: 'javascript:alert(1)' }, 'endpoints'],
    [{ token_endpoint: 'file:///etc/passwd' }, 'endpoints'],
    [{ jwks_uri: 'https://a:b@op.example.org/' }, 'endpoints'],
    [{ response_types_supported: ['id_token'] }, 'no-code'],
    [{ token_endpoint_auth_methods_supported: ['none'] }, 'client-auth'],
  ];
  for (const [more, reason] of refused) assert.throws(() => discovered(more), { reason });
  for (const text of ['', '[]', 'null', '{', '"x"']) {
    assert.throws(() => readDiscovery(Buffer.from(text), DISCOVERY.issuer), { reason: 'not-json' });
  }
});
