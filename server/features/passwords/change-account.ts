import { auditIdentity } from '#server/features/identity/index.ts';
import type { Origin } from '#server/security/caller.ts';
import type { AccountChange } from '#server/security/mail-queue.ts';
import type { Services } from '#server/security/services.ts';
import { inOneTransaction } from '#server/security/tenancy/index.ts';

const actions = {
  'password-set': 'password.set',
  'password-removed': 'password.removed',
  'password-reset': 'password.reset',
  'email-changed': 'email.changed',
  'passkey-added': 'passkey.added',
  'passkey-removed': 'passkey.removed',
  'passkey-copied': 'passkey.copy-suspected',
  // What an operator does is logged by their command.
} as const satisfies Record<
  Exclude<AccountChange, 'factors-reset' | 'account-shut' | 'account-opened'>,
  string
>;

interface Changed {
  readonly id: string;
  /** The address the account had when it was done. */
  readonly email: string;
  /** The session that goes on. */
  readonly sessionId: string | null;
}

/**
 * Does something to the ways into an account and logs it, both or neither; then tells its owner by mail. `change`
 * throws where it cannot be done.
 */
export async function changeAccount(
  { services, origin }: { services: Services; origin: Origin },
  { id, email, sessionId }: Changed,
  what: keyof typeof actions,
  change: (services: Services) => Promise<void>,
): Promise<void> {
  await inOneTransaction(services.db, async (db) => {
    const inside = { ...services, db };
    await change(inside);
    await auditIdentity(inside, origin, { userId: id, sessionId, action: actions[what] });
  });
  const at = services.clock.now().toISOString();
  await services.mail.queue({ template: 'account-notice', to: email, what, at });
}
