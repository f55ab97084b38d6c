import { png } from './pictures.ts';

/** Capitals of 5 by 7 dots, a row a string. */
const LETTERS: Readonly<Record<string, readonly string[]>> = {
  A: ['01110', '10001', '10001', '11111', '10001', '10001', '10001'],
  E: ['11111', '10000', '10000', '11110', '10000', '10000', '11111'],
  K: ['10001', '10010', '10100', '11000', '10100', '10010', '10001'],
  L: ['10000', '10000', '10000', '10000', '10000', '10000', '11111'],
  V: ['10001', '10001', '10001', '10001', '10001', '01010', '00100'],
  ' ': ['00000', '00000', '00000', '00000', '00000', '00000', '00000'],
};
const DOT = 6;
const MARGIN = 24;

/** A picture of words made of the capitals above, black on white, as a scan or a screenshot would have them. */
export function pictureOf(words: string): Buffer {
  const width = words.length * 6 * DOT + 2 * MARGIN;
  const height = 7 * DOT + 2 * MARGIN;
  const pixels = new Uint8Array(width * height).fill(255);
  Array.from(words).forEach((letter, index) => {
    const dots = LETTERS[letter] ?? [];
    for (let y = 0; y < 7 * DOT; y += 1) {
      for (let x = 0; x < 5 * DOT; x += 1) {
        if (dots[Math.floor(y / DOT)]?.[Math.floor(x / DOT)] !== '1') continue;
        pixels[(MARGIN + y) * width + MARGIN + index * 6 * DOT + x] = 0;
      }
    }
  });
  return png(width, height, pixels);
}
