import { Domain } from '#contracts/sso.ts';
import { type Db, statement } from '../platform/db/index.ts';
import { StartError } from '../platform/start-error.ts';
import { withOperator } from './with-operator.ts';

export const ssoHelp = `caseward sso lift WORKSPACE
caseward sso verify-domain WORKSPACE DOMAIN

  Lets the other ways of signing in open a workspace again whose identity provider does not, or says that a domain of
  e-mail addresses is the workspace's own where DNS cannot show it. The workspace's audit log tells of both.

  WORKSPACE  its id, as in the address of its screens`;

type Done = { id: string };
const lift = statement<[workspaceId: string], Done>(`
  with changed as (update app.workspaces set sso_enforced = false where id = $1 returning id),
  told as (insert into app.audit_entries (workspace_id, actor_kind, action, target_kind, target_id, request_id)
    select c.id, 'operator', 'sso.lifted', 'workspace', c.id, 'cli' from changed c)
  select id from changed`);
const verify = statement<[workspaceId: string, domain: string], Done>(`
  with changed as (
    insert into app.sso_domains as d (workspace_id, domain, challenge, verified_at, verified_by)
      select w.id, $2, 'operator', now(), 'operator' from app.workspaces w where w.id = $1
    on conflict (workspace_id, domain) do update set verified_at = now(), verified_by = 'operator'
    returning d.workspace_id as id),
  told as (insert into app.audit_entries (workspace_id, actor_kind, action, target_kind, target_id, request_id, detail)
    select c.id, 'operator', 'sso.domain-verified', 'workspace', c.id, 'cli', jsonb_build_object('domain', $2::text)
    from changed c)
  select id from changed`);

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Helps whoever is shut out. Returns the exit code. */
export async function ssoCommand(
  [what, workspaceId = '', typed, ...rest]: string[],
  print: (line: string) => void = console.log,
  warn: (line: string) => void = console.error,
): Promise<number> {
  const domain = Domain.safeParse(typed);
  const asked = what === 'lift' ? typed === undefined : what === 'verify-domain' && domain.success;
  if (!asked || !ID.test(workspaceId) || rest.length > 0) {
    warn(ssoHelp);
    return 2;
  }
  await withOperator(({ db }) =>
    domain.success ? verifyDomain(db, workspaceId, domain.data) : liftEnforcement(db, workspaceId),
  );
  print('Done.');
  return 0;
}

/** Other ways of signing in open the workspace again. Throws StartError where there is no such workspace. */
export async function liftEnforcement(db: Pick<Db, 'run'>, workspaceId: string): Promise<void> {
  if ((await db.run(lift, [workspaceId])).length === 0) throw new StartError('There is no such workspace.');
}

/** The workspace may vouch for addresses of this domain. Throws StartError where there is no such workspace. */
export async function verifyDomain(db: Pick<Db, 'run'>, workspaceId: string, domain: string): Promise<void> {
  if ((await db.run(verify, [workspaceId, domain])).length === 0) {
    throw new StartError('There is no such workspace.');
  }
}
