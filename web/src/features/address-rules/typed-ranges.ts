import { AddressRange } from '#contracts/address-ranges.ts';

export interface TypedRanges {
  readonly ranges: readonly string[];
  /** What was typed and cannot be an address or a network. */
  readonly faulty: readonly string[];
}

/** Takes typed or pasted text apart and adds what it names; the server says the last word on each. */
export function addTyped(ranges: readonly string[], text: string): TypedRanges {
  const typed = text.split(/[\s,;]+/).filter((part) => part !== '');
  const faulty = typed.filter((part) => !canBeRange(part));
  return {
    ranges: [...new Set([...ranges, ...typed.filter((part) => !faulty.includes(part))])],
    faulty,
  };
}

function canBeRange(typed: string): boolean {
  if (!AddressRange.safeParse(typed).success) return false;
  const [address = '', bits = '0'] = typed.split('/');
  if (address.includes(':')) return Number(bits) <= 128;
  const parts = address.split('.');
  return (
    Number(bits) <= 32 &&
    parts.length === 4 &&
    parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)
  );
}
