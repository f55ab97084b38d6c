import type { SamlKnown } from '#contracts/sso.ts';
import type { Tone } from '../../ui/badge.tsx';

export type Certificate = SamlKnown['certificates'][number];

const DAY_MS = 24 * 3600 * 1000;
const SOON_DAYS = 30;

/** How a certificate stands at a moment (ms since 1970). */
export function certificateState(
  { validFrom, validTo }: Pick<Certificate, 'validFrom' | 'validTo'>,
  now: number,
): { tone: Tone; label: string } {
  const days = Math.ceil((Date.parse(validTo) - now) / DAY_MS);
  if (days <= 0) return { tone: 'bad', label: 'ended' };
  if (Date.parse(validFrom) > now) return { tone: 'neutral', label: 'not yet valid' };
  if (days <= SOON_DAYS)
    return { tone: 'warn', label: days === 1 ? 'ends in a day' : `ends in ${days} days` };
  return { tone: 'good', label: 'valid' };
}

/** A fingerprint as people compare it: the first bytes of it. */
export function shortFingerprint(fingerprint: string): string {
  return fingerprint.slice(0, 23);
}
