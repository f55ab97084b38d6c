import { loadConfig, processEnv } from '../config.ts';
import { type Db, openDatabase, statement } from '../platform/db/index.ts';
import { StartError } from '../platform/start-error.ts';
import { withDatabases } from './databases.ts';

export const allowAnyAddressHelp = `caseward allow-any-address WORKSPACE

  Lets a workspace be entered from any network again, when its address rules have shut out everyone who could change
  them. Its audit log tells.

  WORKSPACE  its id, as in the address of its screens`;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const lift = statement<[workspaceId: string], { id: string }>(`
  with changed as (update app.workspaces set ip_ranges = null where id = $1 returning id)
  insert into app.audit_entries (workspace_id, actor_kind, action, target_kind, target_id, fields, request_id)
  select c.id, 'operator', 'address-rules.lifted', 'workspace', c.id, array['ranges'], 'cli' from changed c
  returning workspace_id as id`);

/** Runs the command. Returns the exit code. */
export async function allowAnyAddressCommand(
  args: string[],
  print: (line: string) => void = console.log,
  warn: (line: string) => void = console.error,
): Promise<number> {
  const [workspaceId = '', ...rest] = args;
  if (!ID.test(workspaceId) || rest.length > 0) {
    warn(allowAnyAddressHelp);
    return 2;
  }
  return withDatabases(loadConfig(processEnv()), async ({ operator }) => {
    if (operator === undefined) throw new StartError('This command needs DATABASE_OPERATOR_URL.');
    const db = openDatabase({ url: operator, max: 1, prepared: false });
    try {
      await allowAnyAddress(db, workspaceId);
      print('The workspace may be entered from any network again.');
      return 0;
    } finally {
      await db.close();
    }
  });
}

/** Takes the address rules of a workspace away. Throws StartError where there is no such workspace. */
export async function allowAnyAddress(db: Pick<Db, 'run'>, workspaceId: string): Promise<void> {
  const [row] = await db.run(lift, [workspaceId]);
  if (row === undefined) throw new StartError('There is no such workspace.');
}
