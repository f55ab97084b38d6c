import type { AccessReason } from '#contracts/case-access.ts';

const LEVELS = { read: 'read', comment: 'comment on', edit: 'edit' };

/** Why someone sees a case, as a clause after their name. */
export function reasonWords(reason: AccessReason, dayOf: (at: string) => string): string {
  switch (reason.kind) {
    case 'role':
      return `as ${reason.role}`;
    case 'owner':
      return 'owns it';
    case 'staff':
      return `works on it (${reason.slot})`;
    case 'grant': {
      const until = reason.expiresAt === null ? '' : ` until ${dayOf(reason.expiresAt)}`;
      return `was allowed to ${LEVELS[reason.level]} it${until}`;
    }
  }
}
