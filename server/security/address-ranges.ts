import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

const MAPPED_BITS = 96;

/**
 * The CIDR block of an address or network as it is typed: `203.0.113.7/24` is `203.0.113.0/24`, an address stands for
 * itself, and an IPv4 address written as IPv6 (RFC 4291, 2.5.5.2) is the IPv4 address it is. Undefined for what is none.
 */
export function addressRange(text: string): string | undefined {
  const [base = '', bits, ...rest] = text.trim().split('/');
  // The parser reads octal, hexadecimal and shortened forms as well: other spellings, not taken here.
  if (isIP(base) === 0 || base.includes('%') || rest.length > 0) return undefined;
  const address = ipaddr.parse(base);
  const width = address.kind() === 'ipv4' ? 32 : 128;
  const prefix = bits === undefined ? width : Number(bits);
  if (!/^\d{1,3}$/.test(bits ?? '0') || prefix > width) return undefined;
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && prefix >= MAPPED_BITS)
    return block(address.toIPv4Address(), prefix - MAPPED_BITS);
  return block(address, prefix);
}

/** Whether the address lies in one of these blocks, as `addressRange` gives them. */
export function isInRanges(address: string, ranges: readonly string[]): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.process(address);
  return ranges.some((range) => {
    const [base, bits] = ipaddr.parseCIDR(range);
    return base.kind() === parsed.kind() && parsed.match(base, bits);
  });
}

/** Whether the network has an address in common with one of these blocks; undefined for what is no network. */
export function overlapsRanges(network: string, ranges: readonly string[]): boolean | undefined {
  const own = addressRange(network);
  if (own === undefined) return undefined;
  const baseOf = (range: string) => range.replace(/\/.*$/, '');
  return ranges.some((range) => isInRanges(baseOf(own), [range]) || isInRanges(baseOf(range), [own]));
}

function block(address: ipaddr.IPv4 | ipaddr.IPv6, prefix: number): string {
  if (address instanceof ipaddr.IPv4)
    return `${ipaddr.IPv4.networkAddressFromCIDR(`${address.toString()}/${prefix}`).toString()}/${prefix}`;
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${address.toNormalizedString()}/${prefix}`);
  return `${network.toRFC5952String()}/${prefix}`;
}
