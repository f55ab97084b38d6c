import type { Session } from '#contracts/identity.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/**
 * How long before its end a session is announced (claim FTS-07): three days for a private device's, ten
 * minutes for the short kind.
 * @returns ms left when it is time to say so, else undefined
 */
export function endingIn(
  session: Pick<Session, 'idleEndsAt' | 'expiresAt' | 'privateDevice'>,
  now: number,
): number | undefined {
  const end = Math.min(Date.parse(session.idleEndsAt), Date.parse(session.expiresAt));
  const left = end - now;
  const notice = session.privateDevice ? 3 * DAY : 10 * MINUTE;
  return left <= notice ? Math.max(0, left) : undefined;
}

/** "3 days", "1 hour", "4 minutes": rounded up, so that it is never over earlier than said. */
export function lengthOf(ms: number): string {
  const [size, unit] =
    ms > DAY ? [DAY, 'day'] : ms > 60 * MINUTE ? [60 * MINUTE, 'hour'] : [MINUTE, 'minute'];
  const count = Math.max(1, Math.ceil(ms / Number(size)));
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
