import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Stands for a client whose address cannot be told. */
export const UNKNOWN = '0.0.0.0';

const PREFIX_BITS = 64;

/**
 * The place that tries and requests are counted for: an IPv4 address, or an IPv6 /64, which is what one household
 * or one rented server gets. Takes an address as a request's origin has it.
 */
export function clientPlace(address: string): string {
  const parsed = parseAddress(address);
  if (parsed === undefined) return UNKNOWN;
  if (parsed instanceof ipaddr.IPv4) return canonical(parsed);
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${PREFIX_BITS}`);
  return `${network.toRFC5952String()}/${PREFIX_BITS}`;
}

// The parser also reads octal, hexadecimal and shortened forms: other spellings of an address, not accepted here.
export function parseAddress(text: string): Address | undefined {
  if (isIP(text) === 0 || text.includes('%')) return undefined;
  return ipaddr.process(text);
}

export function canonical(address: Address): string {
  return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}
