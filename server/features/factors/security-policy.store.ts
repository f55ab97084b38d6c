import type { SignInMethod } from '#contracts/factors.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface SecurityRow {
  readonly version: number;
  readonly sign_in_methods: SignInMethod[] | null;
  readonly strong_factor_from: string | null;
  readonly private_devices: boolean;
}

const COLUMNS = 'w.version, w.sign_in_methods, w.strong_factor_from, w.private_devices';

const select = statement<[], SecurityRow>(
  `select ${COLUMNS} from app.workspaces w where w.id = (select app.tenant())`,
);
const lock = statement<[], SecurityRow>(
  `select ${COLUMNS} from app.workspaces w where w.id = (select app.tenant()) for update`,
);
const update = statement<[string[] | null, string | null, boolean], SecurityRow>(
  `update app.workspaces w set sign_in_methods = $1, strong_factor_from = $2, private_devices = $3, version = w.version + 1
   where w.id = (select app.tenant()) returning ${COLUMNS}`,
);
const unenrolled = statement<[], { user_id: string; admin_since: string | null }>(`
  select m.user_id, m.admin_since from app.members_without_strong_factor() f
  join app.memberships m on m.workspace_id = (select app.tenant()) and m.user_id = f.user_id`);

export async function readSecurity(tx: TenantTx): Promise<SecurityRow | undefined> {
  return (await runIn(tx, select, []))[0];
}

/** Locks the workspace's row, so that two admins cannot overwrite each other unseen. */
export async function lockSecurity(tx: TenantTx): Promise<SecurityRow | undefined> {
  return (await runIn(tx, lock, []))[0];
}

export async function updateSecurity(
  tx: TenantTx,
  _permit: Permit<'workspace.secure'>,
  { sign_in_methods, strong_factor_from, private_devices }: Omit<SecurityRow, 'version'>,
): Promise<SecurityRow | undefined> {
  return (await runIn(tx, update, [sign_in_methods, strong_factor_from, private_devices]))[0];
}

/** Active members without a strong factor, and since when they administer. */
export function membersWithoutStrongFactor(tx: TenantTx) {
  return runIn(tx, unenrolled, []);
}
