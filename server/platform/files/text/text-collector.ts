import type { ExtractedText } from '../extract-text.ts';

/** Characters; some three hundred dense pages. */
const MOST_CHARACTERS = 1_000_000;

/** Gathers pieces of text up to a limit. */
export class TextCollector {
  #text = '';
  #cut = false;

  get isFull(): boolean {
    return this.#text.length >= MOST_CHARACTERS;
  }

  add(piece: string): void {
    const clean = piece
      .normalize('NFC')
      .replace(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\s]+/gu, ' ')
      .trim();
    if (clean === '') return;
    const joined = this.#text === '' ? clean : `${this.#text}\n${clean}`;
    this.#text = joined.slice(0, MOST_CHARACTERS);
    if (joined.length > MOST_CHARACTERS) this.#cut = true;
  }

  /** There is more that was not looked at. */
  leaveRest(): void {
    this.#cut = true;
  }

  end(): ExtractedText {
    return { text: this.#text.toWellFormed(), cut: this.#cut };
  }
}
