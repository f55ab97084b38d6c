import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { askedPrefix, placesOf, placesOfTerms, prefixesOf, wordsOf } from './words.ts';

test('case, accents and compatibility forms are levelled', () => {
  assert.deepEqual(wordsOf('Überdruck-Ventil, ﬁltre PRÊT №42'), [
    'uberdruck',
    'ventil',
    'filtre',
    'pret',
    'no42',
  ]);
});

test('languages without spaces are segmented', () => {
  assert.ok(wordsOf('東京都庁で会議').includes('東京'));
  assert.ok(wordsOf('สวัสดีครับ').length > 1);
});

test('whatever prefix of a word is asked for, the word is indexed under what is looked up', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z0-9]{1,20}$/), fc.nat(20), (word, cut) => {
      const typed = word.slice(0, Math.max(1, cut));
      // One character of a longer word is no indexed prefix.
      if (typed.length === 1 && word.length > 1) return;
      assert.ok(prefixesOf(word).includes(askedPrefix(typed)));
    }),
  );
});

test('any text gives words without separators', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const word of wordsOf(text)) assert.doesNotMatch(word, /[\s\p{P}]/u);
    }),
  );
});

test('the places of terms are those of all words that begin with one', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'abAB1 .-_\u0130\u00dc\u212a'), maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...'abAB1 .-_'), maxLength: 60 }),
    fc.string({ unit: 'binary' }),
  );
  const asked = fc.array(fc.stringMatching(/^[ab1]{1,3}$/), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(text, asked, (written, typed) => {
      const terms = [...new Set([...typed, ...wordsOf(written).slice(0, 1)])];
      const slow = placesOf(written).filter(({ word }) => terms.some((term) => word.startsWith(term)));
      assert.deepEqual(placesOfTerms(written, terms), slow);
    }),
  );
});

test('a plain text has its words where the general way finds them', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abAB19 .-_@`{'), maxLength: 60 }), (text) => {
      // A letter that folds puts the whole text on the general way.
      const general = placesOf(text).map(({ start, end }) => wordsOf(text.slice(start, end)));
      assert.deepEqual(
        placesOf(text).map(({ word }) => [word]),
        general,
      );
    }),
  );
});
