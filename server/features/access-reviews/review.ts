import type { Inactivity } from '#contracts/access-reviews.ts';
import { RANK, type Role } from '#contracts/common.ts';

const DAY_MS = 24 * 3600 * 1000;
const STEPS = [90, 60, 30] as const;

/** The step of inactivity at `at`: days since the last request, or since joining for who never made one. */
export function inactivityOf(
  { lastSeenAt, joinedAt }: { readonly lastSeenAt: string | null; readonly joinedAt: string },
  at: Date,
): Inactivity {
  const days = (at.getTime() - Date.parse(lastSeenAt ?? joinedAt)) / DAY_MS;
  return STEPS.find((step) => days >= step) ?? null;
}

/** As much of an entry as the rules read. `present`: still a member, suspended or not. */
export interface Judged {
  readonly userId: string;
  readonly decided: boolean;
  readonly present: boolean;
}

/**
 * Whether a review can be closed by this person: nobody is left unjudged whom somebody could judge. Nobody judges
 * themselves, so that where one person alone administers, only that person is left.
 */
export function mayClose(
  closerId: string,
  administrators: readonly string[],
  entries: readonly Judged[],
): boolean {
  const alone = administrators.every((id) => id === closerId);
  return entries.every(
    ({ userId, decided, present }) => decided || !present || (alone && userId === closerId),
  );
}

/** Whether this role is one to lower the other to. */
export function isLower(role: Role, than: Role): boolean {
  return RANK[role] < RANK[than];
}
