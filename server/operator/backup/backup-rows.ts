import { type Db, statement } from '../../platform/db/index.ts';
import type { DrillReport } from './drill.ts';
import type { TakenBackup } from './take-backup.ts';

interface Kit {
  readonly id: string;
  readonly publicKey: Buffer;
  readonly confirmed: boolean;
}

type KitRow = { id: string; public_key: Buffer; confirmed: boolean };
const selectKit = statement<[], KitRow>(`
  select k.id, k.public_key, k.confirmed_at is not null as confirmed from app.recovery_kits k
  order by k.made_at desc limit 1`);
const insertKit = statement<[publicKey: Buffer, word: Buffer], never>(`
  with kit as (insert into app.recovery_kits (public_key, word_digest) values ($1, $2) returning id)
  insert into app.audit_entries (actor_kind, action, target_kind, target_id, request_id)
  select 'operator', 'recovery-kit.made', 'deployment', kit.id, 'cli' from kit`);
const confirm = statement<[word: Buffer], { id: string }>(`
  with newest as (select k.id from app.recovery_kits k order by k.made_at desc limit 1),
    kit as (update app.recovery_kits k set confirmed_at = coalesce(k.confirmed_at, now()) from newest
      where k.id = newest.id and k.word_digest = $1 returning k.id)
  insert into app.audit_entries (actor_kind, action, target_kind, target_id, request_id)
  select 'operator', 'recovery-kit.confirmed', 'deployment', kit.id, 'cli' from kit returning target_id as id`);

type BackupValues = [
  id: string,
  own: boolean,
  takenAt: string,
  outcome: string,
  place: string,
  versioning: string,
  objectLock: string,
  migration: number | null,
  rows: string,
  files: number,
  missing: number,
  bytes: string,
  failure: string | null,
  action: string,
];
const insertBackup = statement<BackupValues, never>(`
  with made as (
    insert into app.backups (id, own, taken_at, outcome, place, versioning, object_lock, migration, total_rows, total_files,
      missing_files, added_bytes, failure)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) on conflict (id) do nothing returning id)
  insert into app.audit_entries (actor_kind, action, target_kind, request_id, detail)
  select 'operator', $14, 'deployment', 'cli', jsonb_build_object('backup', made.id) from made`);
const markRemoved = statement<[ids: string[]], never>(`
  update app.backups set removed_at = now() where id = any ($1::text[]) and removed_at is null`);

/** The newest recovery kit: backups are sealed to its key. */
export async function newestKit(db: Pick<Db, 'run'>): Promise<Kit | undefined> {
  const [row] = await db.run(selectKit, []);
  return row && { id: row.id, publicKey: row.public_key, confirmed: row.confirmed };
}

export async function keepKit(db: Pick<Db, 'run'>, publicKey: Buffer, wordDigest: Buffer): Promise<void> {
  await db.run(insertKit, [publicKey, wordDigest]);
}

/** False where the word is not the one on the newest kit. */
export async function confirmKit(db: Pick<Db, 'run'>, wordDigest: Buffer): Promise<boolean> {
  return (await db.run(confirm, [wordDigest])).length > 0;
}

type Taken = Pick<TakenBackup, 'manifest' | 'addedBytes' | 'place'>;

/** Remembers a backup, also one that a restore finds its own in. */
export async function keepBackup(db: Pick<Db, 'run'>, taken: Taken, action = 'backup.made'): Promise<void> {
  const { manifest, addedBytes, place } = taken;
  await db.run(insertBackup, [
    manifest.id,
    true,
    manifest.takenAt,
    manifest.files.missing > 0 ? 'incomplete' : 'complete',
    place.place,
    place.versioning,
    place.objectLock,
    manifest.migrations.at(-1)?.number ?? null,
    String(manifest.database.rows),
    manifest.files.count,
    manifest.files.missing,
    String(addedBytes),
    null,
    action,
  ]);
}

/** Remembers that another tool made a backup at this moment, or that ours failed. */
export async function keepReport(
  db: Pick<Db, 'run'>,
  report: { id: string; own: boolean; takenAt: Date; place: string; failure?: string },
): Promise<void> {
  const { id, own, takenAt, place, failure } = report;
  const outcome = failure === undefined ? 'complete' : 'failed';
  const action = failure === undefined ? 'backup.reported' : 'backup.failed';
  const nothing = ['unknown', 'unknown', null, '0', 0, 0, '0'] as const;
  await db.run(insertBackup, [
    id,
    own,
    takenAt.toISOString(),
    outcome,
    place,
    ...nothing,
    failure?.slice(0, 1000) ?? null,
    action,
  ]);
}

export async function noteRemoved(db: Pick<Db, 'run'>, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.run(markRemoved, [[...ids]]);
}

type DrillValues = [
  backupId: string,
  startedAt: string,
  outcome: string,
  migration: number,
  rows: string,
  auditEntries: string,
  records: number,
  files: number,
  failure: string | null,
];
const insertDrill = statement<DrillValues, never>(`
  with made as (
    insert into app.drills (backup_id, started_at, outcome, migration, total_rows, audit_entries, opened_records, opened_files, failure)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9) returning id)
  insert into app.audit_entries (actor_kind, action, target_kind, target_id, request_id, detail)
  select 'operator', 'backup.drilled', 'deployment', made.id, 'cli', jsonb_build_object('outcome', $3::text) from made`);

export async function keepDrill(db: Pick<Db, 'run'>, backupId: string, report: DrillReport): Promise<void> {
  await db.run(insertDrill, [
    backupId,
    report.startedAt.toISOString(),
    report.outcome,
    report.migration,
    String(report.rows),
    String(report.auditEntries),
    report.records,
    report.files,
    report.failure?.slice(0, 1000) ?? null,
  ]);
}

/** What the hourly round has to do; a backup and a drill keep the list of erasures too. */
type Due = 'nothing' | 'erasures' | 'backup' | 'drill';

const due = statement<[], { due: Due }>('select app.backup_due() as due');

/** What is to be done now: a backup a day, a drill a week. */
export async function whatIsDue(db: Pick<Db, 'run'>): Promise<Due> {
  return (await db.run(due, []))[0]?.due ?? 'nothing';
}
