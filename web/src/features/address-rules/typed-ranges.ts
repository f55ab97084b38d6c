import { AddressRange } from '#contracts/address-ranges.ts';

export interface TypedRanges {
  readonly ranges: readonly string[];
  /** What was typed and cannot be an address or a network. */
  readonly faulty: readonly string[];
}

/** Takes typed or pasted text apart and adds what it names; the server says the last word on each. */
export function addTyped(ranges: readonly string[], text: string): TypedRanges {
  const typed = text.split(/[\s,;]+/).filter((part) => part !== '');
  const faulty = typed.filter((part) => !AddressRange.safeParse(part).success);
  return {
    ranges: [...new Set([...ranges, ...typed.filter((part) => !faulty.includes(part))])],
    faulty,
  };
}
