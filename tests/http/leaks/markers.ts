import { randomBytes } from 'node:crypto';

/** Words that stand nowhere else, each with the name of the input it was typed into. */
export interface Markers {
  /** A new word for this input: small letters, so that nothing along the way changes its case. */
  plant(input: string): string;
  /** Watches for a value that was not ours to choose. */
  watch(input: string, value: string): void;
  readonly planted: ReadonlyMap<string, string>;
}

export function markers(): Markers {
  const planted = new Map<string, string>();
  return {
    planted,
    plant(input) {
      const letters = [...randomBytes(14)].map((byte) => String.fromCharCode(97 + (byte % 26)));
      const word = `zq${letters.join('')}`;
      planted.set(word, input);
      return word;
    },
    watch: (input, value) => void planted.set(value, input),
  };
}

/** Every way the word could stand in bytes: as text, as UTF-16, as hexadecimal digits, as base64. */
export function formsOf(word: string): Buffer[] {
  const utf8 = Buffer.from(word, 'utf8');
  const wide = Buffer.from(word, 'utf16le');
  const swapped = Buffer.from(wide).swap16();
  const digits = [utf8, wide, swapped].flatMap((bytes) => {
    const hex = bytes.toString('hex');
    return [Buffer.from(hex), Buffer.from(hex.toUpperCase())];
  });
  return [utf8, wide, swapped, ...digits, ...[utf8, wide].flatMap(base64Forms)];
}

/** Base64 writes three bytes as four letters: what a word looks like depends on where in the three it begins. */
function base64Forms(bytes: Buffer): Buffer[] {
  return [0, 1, 2].flatMap((before) => {
    const written = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const first = Math.ceil((before * 8) / 6);
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    const inner = written.slice(first, last);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')].map((text) => Buffer.from(text));
  });
}

export interface Hay {
  /** Where the bytes were found. */
  readonly place: string;
  readonly bytes: Buffer;
}

/** A sentence for each word that can be read somewhere. */
export function findIn(hay: readonly Hay[], planted: ReadonlyMap<string, string>): string[] {
  const needles = [...planted].map(([word, input]) => ({ input, forms: formsOf(word) }));
  return hay.flatMap(({ place, bytes }) =>
    needles
      .filter(({ forms }) => forms.some((form) => bytes.includes(form)))
      .map(({ input }) => `${input} in ${place}`),
  );
}
