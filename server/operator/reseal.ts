import type { BlobStore } from '../platform/blobs/index.ts';
import type { Db } from '../platform/db/index.ts';
import { type SealedColumn, sealedColumns } from '../security/classification.ts';
import { type KeyRing, KeyUnavailable, SYSTEM_SCOPE, UnsealError } from '../security/crypto/index.ts';
import { resealFileKeys } from './file-keys.ts';
import { neededKey, type ResealReport } from './reseal-report.ts';
import { mayReseal, replaceSeal, type SealedRow, sealedRows } from './sealed-rows.ts';

interface Walk {
  readonly db: Db;
  readonly ring: KeyRing;
  readonly report: ResealReport;
}

// A row that is changed while it is being sealed anew is met again by the next pass.
const PASSES = 5;

/** Seals every value under the newest key of its scope while the server serves. May be run again at any time. */
export async function resealAll(db: Db, ring: KeyRing, blobs: BlobStore): Promise<ResealReport> {
  let report: ResealReport = { resealed: 0, files: 0, unreadable: new Set(), needed: new Set() };
  await resealFileKeys({ db, ring, blobs, report });
  const neededByFiles = report.needed;
  for (let pass = 0, changed = 1; pass < PASSES && changed > 0; pass += 1) {
    const before = report.resealed;
    report = { ...report, needed: new Set(neededByFiles) };
    for (const column of sealedColumns()) await resealColumn({ db, ring, report }, column);
    changed = report.resealed - before;
  }
  return report;
}

async function resealColumn({ db, ring, report }: Walk, column: SealedColumn): Promise<void> {
  const may = await mayReseal(db, column);
  for await (const rows of sealedRows(db, column)) {
    await Promise.all(rows.map((row) => (may ? resealRow : noteRow)({ db, ring, report }, column, row)));
  }
}

async function resealRow(walk: Walk, column: SealedColumn, row: SealedRow): Promise<void> {
  const { db, ring, report } = walk;
  try {
    const scope = await ring.open(row.scope);
    const version = scope.versionOf(row.sealed);
    if (version === scope.sealVersion) return;
    report.needed.add(neededKey(row.scope, version));
    const context = { table: column.table.replace(/^app\./, ''), row: row.row, use: column.use };
    if (!(await replaceSeal(db, column, row, scope.reseal(context, row.sealed)))) return;
    report.resealed += 1;
    if (column.column === 'sealed_file_key') report.files += 1;
  } catch (error) {
    if (!(error instanceof UnsealError || error instanceof KeyUnavailable)) throw error;
    report.unreadable.add(`${column.table}.${column.column} ${row.row}`);
  }
}

// Sealed for good, as in the audit log, by the workspace or by the deployment: either may be needed to read it.
async function noteRow({ ring, report }: Walk, _column: SealedColumn, row: SealedRow): Promise<void> {
  const system = await ring.open(SYSTEM_SCOPE);
  const version = system.versionOf(row.sealed);
  report.needed.add(neededKey(row.scope, version)).add(neededKey(SYSTEM_SCOPE, version));
}
