import type { Clock } from '#server/platform/clock/index.ts';
import { type Certificate, type EdgeAddress, readCertificate } from '#server/platform/edge/index.ts';
import type { HealthProbe, Wellness } from '#server/platform/health.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** An edge renews when a third of the time is left. When a quarter is left, that has failed more than once. */
const RENEWED_BEFORE = 1 / 4;
/** Of the Baseline Requirements for certificates that need no word about their revocation. */
const SHORT_LIVED_MS = 10 * DAY_MS;

type Found = Certificate | 'untrusted' | 'expired';

/** The certificate people meet, where they come in by HTTPS: told before it ends. Looked at once a minute. */
export function certificatePart(
  edge: EdgeAddress | undefined,
  clock: Clock,
  read: (edge: EdgeAddress) => Promise<Found> = readCertificate,
): HealthProbe {
  let kept: { readonly found: Found; readonly until: number } | undefined;
  return {
    name: 'certificate',
    vital: false,
    async check() {
      if (edge === undefined) return 'off';
      const now = clock.now().getTime();
      if (kept === undefined || now >= kept.until) kept = { found: await read(edge), until: now + MINUTE_MS };
      return judgeCertificate(kept.found, now);
    },
  };
}

/** A certificate as health tells of it at a moment, ms since 1970. */
export function judgeCertificate(found: Found, now: number): Wellness {
  if (typeof found === 'string') return { status: 'down', note: found };
  const end = found.until.getTime();
  const lifetime = end - found.from.getTime();
  const at = found.until.toISOString();
  if (now >= end) return { status: 'down', note: 'expired', at };
  if (end - now < lifetime * RENEWED_BEFORE) return { status: 'degraded', note: 'expiring', at };
  if (!found.stapled && lifetime > SHORT_LIVED_MS) return { status: 'degraded', note: 'unrevocable', at };
  return { status: 'ok', note: null, at };
}
