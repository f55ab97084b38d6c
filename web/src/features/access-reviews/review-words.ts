import type { ReviewedMember } from '#contracts/access-reviews.ts';
import { ROLE_NAMES } from '../members/role-names.ts';

const counted = (count: number, one: string) =>
  count === 0 ? [] : [count === 1 ? `1 ${one}` : `${count} ${one}s`];

/** What a member can come in with, in words. */
export function meansWords({ totp, passkeys, password, tokens, grants }: ReviewedMember): string {
  const means = [
    ...(totp ? ['authenticator app'] : []),
    ...counted(passkeys, 'passkey'),
    ...(password ? ['password'] : []),
    ...counted(tokens, 'API token'),
    ...counted(grants, 'grant'),
  ];
  return means.length === 0 ? 'codes by e-mail alone' : means.join(', ');
}

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
