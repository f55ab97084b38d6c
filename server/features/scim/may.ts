import { type MembershipChange, refuseMembershipChange } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { Actor } from '#server/security/tenancy/index.ts';

/** The one rule of rank, asked for what a directory wants: it stands where an admin stands, so no owner is its to touch. */
export function assertMay(actor: Actor, change: MembershipChange): void {
  const refused = refuseMembershipChange(actor, change);
  if (refused !== null)
    throw new AppError('forbidden', {
      message: 'A directory changes no owner and gives no role above Admin.',
      details: { reason: refused },
    });
}
