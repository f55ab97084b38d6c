import { runIn, statement } from '#server/platform/db/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

const set = statement<[id: string, held: boolean], { version: number }>(`
  update app.cases c set legal_hold = $2, version = version + 1
  where c.workspace_id = (select app.tenant()) and c.id = $1 and c.legal_hold <> $2 returning c.version`);

/** The version after it; undefined where it stood so already. */
export async function writeHold(
  tx: TenantTx,
  _permit: Permit<'workspace.retain'>,
  caseId: string,
  held: boolean,
): Promise<number | undefined> {
  return (await runIn(tx, set, [caseId, held]))[0]?.version;
}
