import { AppError } from '#server/platform/app-error.ts';
import { addressRange } from './address-ranges.ts';

/** The blocks of what was typed, each once; null stays null. @throws AppError invalid_field naming the one that is none. */
export function rangesOf(typed: readonly string[] | null): string[] | null {
  if (typed === null) return null;
  const blocks = typed.map((text, at) => {
    const block = addressRange(text);
    if (block === undefined)
      throw new AppError('invalid_field', {
        field: `ranges.${at}`,
        message: `${text} is neither an address nor a network.`,
      });
    return block;
  });
  return [...new Set(blocks)];
}
