import ipaddr from 'ipaddr.js';

/**
 * Whether an address lies out on the internet: not private, loopback, link-local (where clouds keep their
 * metadata), shared, multicast, reserved, nor any of these wrapped in an IPv6 form that leads back to it.
 */
export function isOutside(text: string): boolean {
  if (!ipaddr.isValid(text) || text.includes('%')) return false;
  const address = ipaddr.process(text);
  if (address.range() === 'unicast') return !(address instanceof ipaddr.IPv6) || isGlobal(address);
  return false;
}

// 2000::/3 is all that is given out; 64:ff9b::/96, 2002::/16 and 2001::/32 carry an IPv4 address inside.
const GLOBAL = ipaddr.IPv6.parse('2000::');
const CARRYING = [
  [ipaddr.IPv6.parse('2002::'), 16],
  [ipaddr.IPv6.parse('2001::'), 32],
] as const;

function isGlobal(address: ipaddr.IPv6): boolean {
  return address.match(GLOBAL, 3) && !CARRYING.some(([base, bits]) => address.match(base, bits));
}
