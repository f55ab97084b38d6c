import type { AccessReview, ReviewedMember } from '#contracts/access-reviews.ts';
import { ROLE_NAMES } from '../members/role-names.ts';

const counted = (count: number, one: string) =>
  count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${one}s`];

/** What a member can come in with, in words. */
export function meansWords({ totp, passkeys, password, tokens, grants }: ReviewedMember): string {
  const ways = [
    ...(totp ? ['authenticator app'] : []),
    ...counted(passkeys, 'passkey'),
    ...(password ? ['password'] : []),
  ];
  const means = ways.length === 0 ? ['codes by e-mail alone'] : ways;
  return [...means, ...counted(tokens, 'API token'), ...counted(grants, 'grant')].join(', ');
}

/** How far an open review is, and whom it waits for. */
export function progressWords({ undecided, members, closable, entries }: Progress): string {
  if (closable && undecided === 0) return 'Everybody is judged: the review can be closed.';
  const left = `${undecided} of ${members} ${undecided === 1 ? 'is' : 'are'} not judged yet.`;
  if (closable) return `${left} Nobody else can judge them: the review can be closed.`;
  const byOthers = entries.every(({ decision, decidable }) => decision !== null || !decidable);
  return byOthers ? `${left} Somebody else has to.` : `${left} What is said is done at once.`;
}

type Progress = Pick<AccessReview, 'undecided' | 'members' | 'closable'> & {
  readonly entries: readonly Pick<ReviewedMember, 'decision' | 'decidable'>[];
};

/** What was said of a member. */
export function decisionWords({ decision, newRole }: ReviewedMember): string {
  switch (decision) {
    case 'keep':
      return 'Kept';
    case 'lower':
      return newRole === null ? 'Lowered' : `Lowered to ${ROLE_NAMES[newRole]}`;
    case 'remove':
      return 'Removed';
    case null:
      return 'Not judged';
  }
}
