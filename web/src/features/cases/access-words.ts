import type { AccessReason, GrantLevel, OperatorPath, Sight } from '#contracts/case-access.ts';

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
      return `by a grant to ${LEVELS[reason.level]} it${until}`;
    }
  }
}

/** What someone may do with a case. */
export function mayWords(may: readonly GrantLevel[]): string {
  if (may.length === 0) return 'sees nothing of it';
  return may.length === 1 && may[0] === 'read' ? 'reads only' : `may ${may.join(', ')}`;
}

/** The same with the reasons: one answer in one line. */
export function sightWords({ reasons, may }: Sight, dayOf: (at: string) => string): string {
  if (reasons.length === 0) return mayWords([]);
  return `${reasons.map((reason) => reasonWords(reason, dayOf)).join('; ')} · ${mayWords(may)}`;
}

/** The owner of a restricted case is let in by the grant that came with owning it: both are said. */
export function asOwner({ reasons, may }: Sight): Sight {
  const said = reasons.some(({ kind }) => kind === 'owner');
  return { reasons: said ? reasons : [{ kind: 'owner' }, ...reasons], may };
}

export const PATH_WORDS: Readonly<Record<OperatorPath, string>> = {
  'root-key':
    'Whoever runs this installation holds its root key and its database, and with both could open everything.',
  'background-work':
    'The server itself works on it: it scans files, reads their text for the search, and cleans up.',
};
