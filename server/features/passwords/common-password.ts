import { COMMON_WORDS, RUNS } from './common-words.ts';

/** Words of which a password may not wholly consist. Four or more make a passphrase of their own. */
const MOST_WORDS = 3;
const LEAST_OF_RUN = 4;
const LEAST_PERSONAL = 3;
const LONGEST_WORD = 64;

const LETTER_FOR: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '8': 'b',
  '9': 'g',
  '@': 'a',
  $: 's',
  '!': 'i',
  '|': 'l',
  '+': 't',
};

/**
 * Whether a password is one of those everybody tries first: common words, stretches of the keyboard or of the
 * alphabet, or the person's own words, whatever case, digits, signs and stand-ins for letters are put on them.
 * @param personal the words of whoever sets it, such as the parts of their address
 */
export function isCommonPassword(password: string, personal: readonly string[]): boolean {
  const own = new Set(
    personal.map((word) => lettersOf(word)).filter((word) => word.length >= LEAST_PERSONAL),
  );
  return skeletonsOf(password).some((skeleton) => consistsOf(skeleton, own, MOST_WORDS));
}

/** The words of an address: `ada.lovelace@engine.example` gives ada, lovelace, adalovelace, engine. */
export function wordsOfAddress(email: string): string[] {
  const [local = '', domain = ''] = email.split('@');
  return [local, ...local.split(/[^\p{L}\p{N}]+/u), domain.split('.').at(0) ?? ''];
}

// With the digits and signs left out, and with those that stand for letters read as these.
function skeletonsOf(password: string): string[] {
  const lower = fold(password);
  const middle = lower.replace(/^[^a-z]+|[^a-z]+$/g, '');
  const read = [lower, middle].map((text) => text.replace(/./gu, (sign) => LETTER_FOR[sign] ?? sign));
  return [lower, ...read, ...read.map((text) => text.replace(/i/g, 'l'))].map(lettersOf);
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function lettersOf(text: string): string {
  return fold(text).replace(/[^a-z]/g, '');
}

function consistsOf(text: string, own: ReadonlySet<string>, words: number): boolean {
  if (text === '') return true;
  if (words === 0) return false;
  for (let end = Math.min(text.length, LONGEST_WORD); end > 0; end -= 1) {
    const piece = text.slice(0, end);
    if (isKnown(piece, own) && consistsOf(withoutRepeats(text, piece), own, words - 1)) return true;
  }
  return false;
}

function isKnown(piece: string, own: ReadonlySet<string>): boolean {
  return COMMON_WORDS.has(piece) || own.has(piece) || isRun(piece) || /^(.)\1*$/.test(piece);
}

function isRun(piece: string): boolean {
  if (piece.length < LEAST_OF_RUN) return false;
  const back = [...piece].reverse().join('');
  return RUNS.some((run) => run.includes(piece) || run.includes(back));
}

// The same word over and over is one word.
function withoutRepeats(text: string, piece: string): string {
  let rest = text;
  while (rest.startsWith(piece)) rest = rest.slice(piece.length);
  return rest;
}
