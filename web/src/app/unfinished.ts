import type { SessionStage } from '#contracts/identity.ts';

const PAGES = {
  full: undefined,
  second_factor: '/sign-in/second-factor',
  change_password: '/sign-in/new-password',
} as const satisfies Record<SessionStage, string | undefined>;

/** Where a sign-in that is not whole goes on; undefined for one that is. */
export function unfinishedAt({ stage }: { stage: SessionStage }) {
  return PAGES[stage];
}
