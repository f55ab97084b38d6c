import { Email } from '#contracts/common.ts';
import { emailDigest } from '../features/identity/index.ts';
import { mailQueue } from '../features/mail/index.ts';
import { statement } from '../platform/db/index.ts';
import { startJobs } from '../platform/jobs/index.ts';
import type { MailQueue } from '../security/mail-queue.ts';
import { type OperatorContext, withOperator } from './with-operator.ts';

const findUser = statement<[Buffer], { id: string }>('select id from app.users where email_digest = $1');
// Both or neither: what was done is in the log.
const shut = statement<[string], { ok: boolean }>(`
  with done as materialized (select app.shut_account($1) as ok),
  told as (insert into app.audit_entries (actor_kind, action, target_kind, target_id, request_id)
    select 'operator', 'account.shut', 'user', $1, 'cli' from done where done.ok)
  select ok from done`);
const open = statement<[string], { ok: boolean }>(`
  with done as materialized (select app.open_account($1) as ok),
  told as (insert into app.audit_entries (actor_kind, action, target_kind, target_id, request_id)
    select 'operator', 'account.opened', 'user', $1, 'cli' from done where done.ok)
  select ok from done`);

export const shutAccountHelp = `caseward shut-account ADDRESS [--undo]

  For an account that somebody else may be using, or that nobody should use for now: every session, link and sign-in of
  it ends at once, on every node, its API tokens are refused, and no way in opens it, in any workspace. Memberships and
  what it owns stay. --undo opens it again: it is signed in to anew, and its API tokens work again. The person is told
  by mail of both.`;

/** Returns the exit code. */
export async function shutAccountCommand(
  args: string[],
  print = console.log,
  warn = console.error,
): Promise<number> {
  const undo = args.includes('--undo');
  const [address, ...more] = args.filter((word) => word !== '--undo');
  const email = Email.safeParse(address);
  if (!email.success || more.length > 0) {
    warn(shutAccountHelp);
    return 2;
  }
  const done = await withOperator(async (context) => {
    const jobs = await startJobs(context.liveUrl, { onError: (error) => warn(String(error)) });
    try {
      const able = { ...context, mail: mailQueue(jobs, () => context.system) };
      return await (undo ? openAccount : shutAccount)(able, email.data);
    } finally {
      await jobs.stop();
    }
  });
  if (!done) {
    warn(`Nobody with this address has an account that is ${undo ? 'shut' : 'in use'}.`);
    return 1;
  }
  print(
    undo
      ? 'Opened. They sign in anew.'
      : 'Shut: nothing of theirs opens anything any more. --undo opens it again.',
  );
  return 0;
}

type Means = Pick<OperatorContext, 'db' | 'system'> & { readonly mail: MailQueue };

/** Shuts the account in every workspace and ends all of it; false where there is none in use. */
export function shutAccount(means: Means, email: string): Promise<boolean> {
  return change(means, email, { by: shut, what: 'account-shut' });
}

/** Opens an account that was shut; false where there is none, or its person was erased. */
export function openAccount(means: Means, email: string): Promise<boolean> {
  return change(means, email, { by: open, what: 'account-opened' });
}

async function change(
  { db, system, mail }: Means,
  email: string,
  { by, what }: { by: typeof shut; what: 'account-shut' | 'account-opened' },
): Promise<boolean> {
  const [user] = await db.run(findUser, [emailDigest(system, email)]);
  if (user === undefined) return false;
  const [done] = await db.run(by, [user.id]);
  if (done?.ok !== true) return false;
  await mail.queue({ template: 'account-notice', to: email, what, at: new Date().toISOString() });
  return true;
}
