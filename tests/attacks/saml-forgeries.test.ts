import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { serviceProviderOf } from '#server/features/sso/saml/provider.ts';
import { type Expected, readAnswer } from '#server/features/sso/saml/read-answer.ts';
import { SamlRefusal } from '#server/features/sso/saml/refusal.ts';
import { ENTITY, providerKey } from '#tests/support/identity-provider.ts';
import { answerOf, type Forgery, factsFor, type Makings, SIGNED_PARTS } from './saml/forgery.ts';
import { laxlyRead, someSignatureHolds } from './saml/lax-twin.ts';
import { markups } from './saml/markup.ts';
import { signatures } from './saml/signatures.ts';
import { statements } from './saml/statements.ts';
import { wrappings } from './saml/wrapping.ts';

const REQUEST = '9f0e3f0a-6a55-4c43-9c6c-3d9a0c1b2a10';
const self = serviceProviderOf('https://caseward.example.org', '4be0643f-1d98-473b-97cd-ca98a65347dd');
const key = providerKey();
const next = providerKey();
const makings: Makings = {
  asked: { id: `_${REQUEST}`, relayState: REQUEST, answersTo: self.answersTo, issuer: self.entityId },
  key,
  stranger: providerKey(),
  attacker: 'mallory@example.org',
  victim: 'ada@example.org',
};

const expected: Expected = {
  provider: {
    entityId: ENTITY,
    signOnUrl: 'https://idp.example.org/sso',
    signOut: null,
    certificates: [next.certificate, key.certificate],
  },
  self,
  key: { publicKey: Buffer.alloc(0), sign: () => Buffer.alloc(0), open: () => Buffer.alloc(0) },
  requestId: REQUEST,
  now: new Date(),
};

const whoReads = (xml: string) => readAnswer(Buffer.from(xml), expected).subject.nameId;

const corpus: readonly Forgery[] = [
  ...wrappings(makings),
  ...markups(makings),
  ...statements(makings),
  ...signatures(makings),
];

test('control: an honest answer is read, whatever part is signed, and by either certificate', () => {
  for (const part of SIGNED_PARTS) {
    for (const one of [key, next]) {
      assert.equal(whoReads(answerOf(factsFor(makings, makings.victim), one, part)), makings.victim);
    }
  }
});

for (const { name, reason, xml } of corpus) {
  test(`refused: ${name}`, () => {
    assert.throws(
      () => whoReads(xml),
      (error) => error instanceof SamlRefusal && error.reason === reason,
    );
  });
}

test('control: a lax twin reads the victim out of each', () => {
  const deaf = corpus.filter(({ xml }) => !laxlyRead(xml).has(makings.victim));
  assert.deepEqual(
    deaf.map(({ name }) => name),
    [],
  );
});

test('control: where the provider signed something, its signature holds', () => {
  const broken = corpus.filter(({ xml, genuine }) => genuine && !someSignatureHolds(xml, key.certificate));
  assert.deepEqual(
    broken.map(({ name }) => name),
    [],
  );
});

test('whatever is done to a signed answer, it names the one it was signed for, or nobody', () => {
  const honest = SIGNED_PARTS.map((part) => answerOf(factsFor(makings, makings.attacker), key, part));
  const edit = fc.record({
    of: fc.constantFrom(...honest),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(40),
    put: fc.oneof(
      fc.string({ maxLength: 12 }),
      fc.constantFrom(
        makings.victim,
        '<!---->',
        '<saml:NameID>',
        '</saml:NameID>',
        '&amp;',
        ' ID="_x"',
        '<ds:Object/>',
      ),
    ),
  });
  let taken = 0;
  fc.assert(
    fc.property(edit, ({ of, at, cut, put }) => {
      const from = Math.floor(at * of.length);
      try {
        assert.equal(whoReads(of.slice(0, from) + put + of.slice(from + cut)), makings.attacker);
        taken++;
      } catch (error) {
        if (!(error instanceof SamlRefusal)) throw error;
      }
    }),
    { numRuns: 400 },
  );
  assert.ok(taken < 400);
});
