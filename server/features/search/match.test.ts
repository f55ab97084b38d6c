import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { matchTexts, termsOf } from './match.ts';

const body = (text: string) => ({ field: 'body' as const, text });

test('every term must stand in what the reader sees', () => {
  const texts = [{ field: 'title' as const, text: 'Pump failure' }, body('The valve leaked.')];
  assert.ok(matchTexts(['pump', 'valve'], texts));
  assert.equal(matchTexts(['pump', 'hidden'], texts), undefined);
});

test('a title counts more than a body, a whole word more than a beginning', () => {
  const score = (field: 'title' | 'body', text: string) =>
    matchTexts(['pump'], [{ field, text }])?.score ?? 0;
  assert.ok(score('title', 'pump') > score('body', 'pump'));
  assert.ok(score('body', 'pump') > score('body', 'pumping'));
});

test('ranges mark the words as they were written', () => {
  const [snippet] =
    matchTexts(termsOf('überdruck'), [body('Das ÜBERDRUCKVENTIL und der Uberdruck')])?.snippets ?? [];
  const marked = snippet?.ranges.map(({ start, end }) => snippet.text.slice(start, end));
  assert.deepEqual(marked, ['ÜBERDRUCKVENTIL', 'Uberdruck']);
});

test('a snippet of any text is a slice of it, its ranges inside, no character cut in two', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 600 }),
      fc.string({ minLength: 1, maxLength: 4 }),
      (text, asked) => {
        const terms = termsOf(asked);
        if (terms.length === 0) return;
        for (const { text: part, ranges } of matchTexts(terms, [body(text)])?.snippets ?? []) {
          assert.ok(text.includes(part) && part.isWellFormed() === text.isWellFormed());
          for (const { start, end } of ranges) assert.ok(start < end && end <= part.length);
        }
      },
    ),
  );
});
