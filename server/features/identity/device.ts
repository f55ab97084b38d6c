import { isIPv6 } from 'node:net';
import bowser from 'bowser';
import { addressRange } from '#server/security/address-ranges.ts';

/** What a session says of where it was opened; sealed. */
export interface DeviceOrigin {
  readonly device: string;
  readonly browser: string;
  /** The network, not the address: IPv4 by /24, IPv6 by /48. */
  readonly place: string;
}

const MOST = 80;

// Browsers write the same version of these for ever: macOS 10.15 on every later one, Windows 10 on Windows 11.
const UNTOLD_VERSION = new Set(['macOS', 'Windows']);

/** Reads device and browser out of the User-Agent, as far as it says. */
export function deviceOrigin(userAgent: string | undefined, ip: string): DeviceOrigin {
  const { os, browser } = bowser.parse(
    userAgent === undefined || userAgent === '' ? 'unknown' : userAgent.slice(0, 500),
  );
  return {
    device: named(os.name, UNTOLD_VERSION.has(os.name ?? '') ? undefined : (os.versionName ?? os.version)),
    browser: named(browser.name, browser.version?.split('.')[0]),
    place: network(ip),
  };
}

function named(name: string | undefined, version: string | undefined): string {
  if (name === undefined || name === '') return 'Unknown';
  return (version === undefined || version === '' ? name : `${name} ${version}`).slice(0, MOST);
}

function network(ip: string): string {
  return addressRange(`${ip}/${isIPv6(ip) ? 48 : 24}`) ?? ip;
}
