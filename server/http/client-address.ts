import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { type Address, canonical, parseAddress, UNKNOWN } from '#server/security/client-place.ts';

type Network = readonly [Address, number];

const MAX_HOPS = 32;
const MAPPED_BITS = 96;

/** What of a request decides its address. */
export type Peer = Pick<IncomingMessage, 'headers'> & {
  readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
};

/**
 * Makes the function that tells a request's client address. X-Forwarded-For counts only as far as each hop that
 * wrote it is in `trustedProxies` (addresses or CIDR blocks): from the right, the first address that is not a
 * proxy of ours. Anyone can write anything to the left of that. Throws a RangeError on a block that is none.
 */
export function createClientAddress(trustedProxies: readonly string[]): (request: Peer) => string {
  const networks = trustedProxies.map(parseNetwork);
  const trusted = (address: Address) => networks.some((network) => contains(network, address));

  return ({ socket, headers }) => {
    let nearest = parseAddress(withoutZone(socket.remoteAddress ?? ''));
    if (nearest === undefined) return UNKNOWN;
    for (const text of hops(headers['x-forwarded-for'])) {
      if (!trusted(nearest)) break;
      const next = parseAddress(text);
      // A proxy of ours writes addresses only: whatever this is, its last known sender answers for it.
      if (next === undefined) break;
      nearest = next;
    }
    return canonical(nearest);
  };
}

function hops(header: string | string[] | undefined): string[] {
  const text = Array.isArray(header) ? header.join(',') : (header ?? '');
  const parts = text.split(',').map((part) => part.trim());
  return parts.slice(-MAX_HOPS).reverse();
}

function withoutZone(text: string): string {
  return text.split('%', 1)[0] ?? '';
}

function parseNetwork(text: string): Network {
  const [base = '', bits] = text.split('/');
  const parsed = isIP(base) === 0 ? undefined : ipaddr.parse(base);
  const width = parsed instanceof ipaddr.IPv4 ? 32 : 128;
  const prefix = bits === undefined ? width : Number(bits);
  if (parsed === undefined || !/^\d{1,3}$/.test(bits ?? '0') || prefix > width) {
    throw new RangeError('a trusted proxy is not an address or a network');
  }
  if (parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress() && prefix >= MAPPED_BITS) {
    return [parsed.toIPv4Address(), prefix - MAPPED_BITS];
  }
  return [parsed, prefix];
}

function contains([base, bits]: Network, address: Address): boolean {
  return base.kind() === address.kind() && address.match(base, bits);
}
