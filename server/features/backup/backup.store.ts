import type { Backup, Drill } from '#contracts/backups.ts';
import { type Db, runIn, statement } from '#server/platform/db/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

/** What the newest backups and drills are; moments as text, null where there was none. */
export interface BackupState {
  /** The newest try, well or not. */
  readonly newest: string | null;
  readonly newest_complete: string | null;
  /** Whether the newest complete one is Caseward's own, not another tool's. */
  readonly own: boolean | null;
  /** Whether the newest recovery kit was confirmed to be on paper. */
  readonly confirmed: boolean | null;
  readonly drill_at: string | null;
  readonly drill_passed: boolean | null;
}

/** What the hourly round has to do; a backup and a drill keep the list of erasures too. */
type Due = 'nothing' | 'erasures' | 'backup' | 'drill';

const state = statement<[], BackupState>('select * from app.backup_state()');
const due = statement<[], { due: Due }>('select app.backup_due() as due');

export function backupStore(db: Pick<Db, 'run'>) {
  return {
    state: async () => (await db.run(state, []))[0],
    due: async () => (await db.run(due, []))[0]?.due ?? 'nothing',
  };
}

export type BackupStore = ReturnType<typeof backupStore>;

const NOTHING: BackupState = {
  newest: null,
  newest_complete: null,
  own: null,
  confirmed: null,
  drill_at: null,
  drill_passed: null,
};

export async function stateIn(tx: TenantTx): Promise<BackupState> {
  return (await runIn(tx, state, []))[0] ?? NOTHING;
}

interface BackupRow {
  readonly id: string;
  readonly own: boolean;
  readonly taken_at: string;
  readonly finished_at: string;
  readonly outcome: Backup['outcome'];
  readonly versioning: Backup['versioning'];
  readonly object_lock: Backup['objectLock'];
  readonly total_rows: string;
  readonly total_files: number;
  readonly missing_files: number;
  readonly added_bytes: string;
  readonly removed_at: string | null;
}

interface DrillRow {
  readonly id: string;
  readonly backup_id: string;
  readonly started_at: string;
  readonly finished_at: string;
  readonly outcome: Drill['outcome'];
  readonly migration: number;
  readonly total_rows: string;
  readonly audit_entries: string;
  readonly opened_records: number;
  readonly opened_files: number;
}

const selectBackups = statement<[limit: number], BackupRow>('select * from app.list_backups($1)');
const selectDrills = statement<[limit: number], DrillRow>('select * from app.list_drills($1)');

export async function listBackups(tx: TenantTx, limit: number): Promise<Backup[]> {
  return (await runIn(tx, selectBackups, [limit])).map((row) => ({
    id: row.id,
    mine: row.own,
    takenAt: row.taken_at,
    finishedAt: row.finished_at,
    outcome: row.outcome,
    versioning: row.versioning,
    objectLock: row.object_lock,
    rows: Number(row.total_rows),
    files: row.total_files,
    missingFiles: row.missing_files,
    addedBytes: Number(row.added_bytes),
    removedAt: row.removed_at,
  }));
}

export async function listDrills(tx: TenantTx, limit: number): Promise<Drill[]> {
  return (await runIn(tx, selectDrills, [limit])).map(drillOf);
}

/** The newest of the deployment, for anyone: without what names it. */
export async function lastDrill(db: Pick<Db, 'run'>): Promise<Omit<Drill, 'id' | 'backupId'> | null> {
  const [row] = await db.run(selectDrills, [1]);
  if (row === undefined) return null;
  const { id: _, backupId: __, ...figures } = drillOf(row);
  return figures;
}

function drillOf(row: DrillRow): Drill {
  return {
    id: row.id,
    backupId: row.backup_id,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    outcome: row.outcome,
    migration: row.migration,
    rows: Number(row.total_rows),
    auditEntries: Number(row.audit_entries),
    openedRecords: row.opened_records,
    openedFiles: row.opened_files,
  };
}
