import { loadConfig, processEnv } from '../config.ts';
import { type Db, openDatabase, statement } from '../platform/db/index.ts';
import { StartError } from '../platform/start-error.ts';
import { withDatabases } from './databases.ts';

export const quotaHelp = `caseward quota WORKSPACE [SIZE]

  Shows, or sets, how much evidence a workspace may keep. What it keeps already stays, also above the figure.

  WORKSPACE  its id, as in the address of its screens
  SIZE       as in 500MB or 20GB (of 1,048,576 and 1,073,741,824 bytes), or in bytes; \`default\` for the figure of the
             deployment, CASEWARD_EVIDENCE_QUOTA_MB`;

type Row = { quota: string | null };
const find = statement<[string], Row>(
  'select w.evidence_quota as quota from app.workspaces w where w.id = $1',
);
const change = statement<[workspaceId: string, quota: string | null, told: string], never>(`
  with changed as (update app.workspaces set evidence_quota = $2 where id = $1 returning id)
  insert into app.audit_entries (workspace_id, actor_kind, action, target_kind, target_id, fields, request_id, detail)
  select c.id, 'operator', 'workspace.quota-set', 'workspace', c.id, array['evidenceQuota'], 'cli',
    jsonb_build_object('bytes', $3::text) from changed c`);

const UNITS = { '': 1n, MB: 1_048_576n, GB: 1_073_741_824n } as const;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Bytes of a size as it is typed; null for \`default\`, undefined for what is none. */
export function parseQuota(text: string): bigint | null | undefined {
  if (text === 'default') return null;
  const [, count, unit = ''] = /^(\d{1,15})$/.exec(text) ?? /^(\d{1,6})(MB|GB)$/i.exec(text) ?? [];
  if (count === undefined) return undefined;
  return BigInt(count) * UNITS[unit.toUpperCase() as keyof typeof UNITS];
}

/** Shows or sets a quota. Returns the exit code. */
export async function quotaCommand(
  args: string[],
  print: (line: string) => void = console.log,
  warn: (line: string) => void = console.error,
): Promise<number> {
  const [workspaceId = '', size, ...rest] = args;
  const quota = size === undefined ? undefined : parseQuota(size);
  if (!ID.test(workspaceId) || rest.length > 0 || (size !== undefined && quota === undefined)) {
    warn(quotaHelp);
    return 2;
  }
  const config = loadConfig(processEnv());
  return withDatabases(config, async ({ operator }) => {
    if (operator === undefined) throw new StartError('This command needs DATABASE_OPERATOR_URL.');
    const db = openDatabase({ url: operator, max: 1, prepared: false });
    try {
      if (quota !== undefined) await setQuota(db, workspaceId, quota);
      const own = await quotaOf(db, workspaceId);
      print(`${own ?? config.evidenceQuota} bytes${own === null ? ', the figure of the deployment' : ''}`);
      return 0;
    } finally {
      await db.close();
    }
  });
}

/** The workspace's own figure in bytes, null where it has none. Throws StartError where there is no such workspace. */
export async function quotaOf(db: Pick<Db, 'run'>, workspaceId: string): Promise<string | null> {
  const [row] = await db.run(find, [workspaceId]);
  if (row === undefined) throw new StartError('There is no such workspace.');
  return row.quota;
}

/** Sets it, in bytes, or takes it away; the workspace's audit log tells. */
export async function setQuota(db: Db, workspaceId: string, quota: bigint | null): Promise<void> {
  await quotaOf(db, workspaceId);
  await db.run(change, [workspaceId, quota === null ? null : String(quota), String(quota ?? 'default')]);
}
