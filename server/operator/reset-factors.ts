import { Email } from '#contracts/common.ts';
import { emailDigest } from '../features/identity/index.ts';
import { mailQueue } from '../features/mail/index.ts';
import { statement } from '../platform/db/index.ts';
import { startJobs } from '../platform/jobs/index.ts';
import type { MailQueue } from '../security/mail-queue.ts';
import { type OperatorContext, withOperator } from './with-operator.ts';

const findUser = statement<[Buffer], { id: string }>('select id from app.users where email_digest = $1');
// Both or neither: what was done is in the log.
const reset = statement<[string], { ok: boolean }>(`
  with done as materialized (select app.reset_factors($1) as ok),
  told as (insert into app.audit_entries (actor_kind, action, target_kind, target_id, request_id)
    select 'operator', 'factors.reset', 'user', $1, 'cli' from done where done.ok)
  select ok from done`);

export const resetFactorsHelp = `caseward reset-factors ADDRESS

  For somebody who lost their authenticator app, passkeys and backup codes: removes what is left of them and ends all
  sessions of that person, who is told by mail. They sign in by a code sent to their address, and enrol anew. Make
  sure that it is they who ask: until then their mailbox alone is the key.`;

/** Returns the exit code. */
export async function resetFactorsCommand(
  args: string[],
  print = console.log,
  warn = console.error,
): Promise<number> {
  const email = Email.safeParse(args[0]);
  if (!email.success || args.length !== 1) {
    warn(resetFactorsHelp);
    return 2;
  }
  const done = await withOperator(async (context) => {
    const jobs = await startJobs(context.liveUrl, { onError: (error) => warn(String(error)) });
    try {
      return await resetFactors({ ...context, mail: mailQueue(jobs, () => context.system) }, email.data);
    } finally {
      await jobs.stop();
    }
  });
  if (!done) {
    warn('Nobody with this address has an account that is in use.');
    return 1;
  }
  print('Done. They sign in by a code sent to their address, and enrol anew.');
  return 0;
}

/** Removes the strong factors of that person and tells them by mail; false where there is no such account. */
export async function resetFactors(
  { db, system, mail }: Pick<OperatorContext, 'db' | 'system'> & { readonly mail: MailQueue },
  email: string,
): Promise<boolean> {
  const [user] = await db.run(findUser, [emailDigest(system, email)]);
  if (user === undefined) return false;
  const [done] = await db.run(reset, [user.id]);
  if (done?.ok !== true) return false;
  const at = new Date().toISOString();
  await mail.queue({ template: 'account-notice', to: email, what: 'factors-reset', at });
  return true;
}
