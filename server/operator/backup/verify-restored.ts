import type { Config } from '../../config.ts';
import { type Db, statement } from '../../platform/db/index.ts';
import { exportLog } from '../../security/audit/export.ts';
import { verifyExport } from '../../security/audit/verify.ts';
import { sealedColumns } from '../../security/classification.ts';
import { createKeyRing, openRootKey, type RootKey } from '../../security/crypto/index.ts';
import { loadKeys } from '../key-rows.ts';
import { mayReseal, sealedRows } from '../sealed-rows.ts';

export interface Verified {
  readonly well: boolean;
  readonly auditEntries: number;
  /** Sealed values that were opened as a sample. */
  readonly opened: number;
  readonly sentences: readonly string[];
}

interface Restored {
  /** Under the operator's role. */
  readonly db: Db;
  readonly config: Pick<Config, 'rootKey'>;
}

const SAMPLE = 25;
const countLeaves = statement<[], { n: string }>('select count(*) as n from app.audit_leaves');

/** Whether the audit log holds together and a sample of what is sealed opens with the root key that is there. */
export async function verifyRestored({ db, config }: Restored): Promise<Verified> {
  const [leaves] = await db.run(countLeaves, []);
  const log = await verifyExport(exportLog(db));
  const logWell = log.ok || leaves?.n === '0';
  const { opened, shut } = await openSample(db, openRootKey(config.rootKey));
  return {
    well: logWell && shut.length === 0,
    auditEntries: log.entries,
    opened,
    sentences: [
      logWell
        ? `The audit log holds: ${log.entries} entries under ${log.checkpoints} checkpoints.`
        : `The audit log is BROKEN: ${log.firstBad?.sentence ?? 'it cannot be read'}`,
      shut.length === 0
        ? `A sample of ${opened} sealed values opens.`
        : `Sealed values do NOT open: ${shut.slice(0, 5).join(', ')}.`,
    ],
  };
}

async function openSample(db: Db, root: RootKey): Promise<{ opened: number; shut: string[] }> {
  const ring = createKeyRing({ root, load: (scope) => loadKeys(db, scope) });
  const shut: string[] = [];
  let opened = 0;
  for (const column of sealedColumns()) {
    // What may not be sealed anew may be sealed by either of two scopes; the audit log is verified by itself.
    if (!(await mayReseal(db, column))) continue;
    for await (const rows of sealedRows(db, column)) {
      for (const { scope, row, sealed } of rows.slice(0, SAMPLE)) {
        const context = { table: column.table.replace(/^app\./, ''), row, use: column.use };
        try {
          (await ring.open(scope)).reseal(context, sealed);
          opened += 1;
        } catch {
          shut.push(`${column.table}.${column.column}`);
        }
      }
      break;
    }
  }
  return { opened, shut };
}
