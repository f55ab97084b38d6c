import type { AuditFilter, CaseAuditQuery } from '#contracts/audit.ts';
import { type Db, runIn, type SqlBool, sql, statement } from '#server/platform/db/index.ts';
import type { EntryRow } from '#server/security/audit/audit.store.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface AuditRow {
  readonly id: string;
  readonly seq: string | null;
  readonly at: string;
  readonly actor_kind: string;
  readonly actor_id: string | null;
  readonly session_id: string | null;
  readonly action: string;
  readonly target_kind: string | null;
  readonly target_id: string | null;
  readonly fields: string[];
  readonly ip_sealed: Sealed<string> | null;
  readonly request_id: string;
}

export interface AuditPlace {
  readonly at: string;
  readonly id: string;
}

/** Which entries: those of a filter, and of one case alone where it is named. */
export interface Selection {
  readonly filter: AuditFilter;
  readonly ofCase?: { readonly caseId: string; readonly only: CaseAuditQuery['only'] };
}

interface PageOf extends Selection {
  readonly before: AuditPlace | null;
  readonly limit: number;
}

/** Reads of a case and of what hangs on it, by the names of their actions. */
const LOOKS = [
  'case.read',
  'case.access-read',
  'case.links-read',
  'case.timeline-read',
  'comment.read',
  'evidence.list',
  'evidence.download',
  'evidence.preview',
  'review.read',
];

/**
 * The workspace's entries, the newest first, before a place. Row-level security leaves only its own. Addresses are
 * sealed: a filter by one is not the database's.
 */
export async function pageEntries(
  tx: TenantTx,
  { filter, ofCase, before, limit }: PageOf,
): Promise<AuditRow[]> {
  let query = choose(tx, filter).orderBy('e.at', 'desc').orderBy('e.id', 'desc').limit(limit);
  if (ofCase !== undefined) {
    const { caseId, only } = ofCase;
    query = query.where(sql<SqlBool>`e.target_id in (
      select ${caseId}::uuid
      union all select f.id from app.evidence f where f.workspace_id = (select app.tenant()) and f.case_id = ${caseId}
      union all select c.id from app.comments c where c.workspace_id = (select app.tenant()) and c.case_id = ${caseId}
      union all select r.id from app.review_rounds r where r.workspace_id = (select app.tenant()) and r.case_id = ${caseId})`);
    if (only === 'looks') query = query.where(sql<SqlBool>`e.action = any(${LOOKS})`);
    if (only === 'changes') query = query.where(sql<SqlBool>`e.action <> all(${LOOKS})`);
  }
  if (before !== null) {
    query = query.where((eb) => eb(eb.refTuple('e.at', 'e.id'), '<', eb.tuple(before.at, before.id)));
  }
  return query.$narrowType<AuditRow>().execute();
}

/** As entries are sealed: what a leaf is made of. */
export type SealedRow = AuditRow & EntryRow & { readonly ip_sealed: Sealed<string> | null };

interface Stretch {
  readonly filter: AuditFilter;
  /** Sealed under a number above this one. */
  readonly after: number;
  /** And below the size of this checkpoint. */
  readonly size: number;
  readonly limit: number;
}

/** Entries that a checkpoint covers, in the order of the log. */
export async function pageSealed(
  tx: TenantTx,
  { filter, after, size, limit }: Stretch,
): Promise<SealedRow[]> {
  const query = choose(tx, filter)
    .where('l.seq', '>', String(after))
    .where('l.seq', '<', String(size))
    .orderBy('l.seq')
    .limit(limit);
  return query.$narrowType<SealedRow>().execute();
}

// As far back as the sealer looks, and a little more.
const LATE = "interval '10 minutes'";

/** Entries that it does not cover: those of the last minutes, at most `limit`. */
export async function pageWaiting(
  tx: TenantTx,
  { filter, size, limit }: Omit<Stretch, 'after'>,
): Promise<SealedRow[]> {
  const query = choose(tx, filter)
    .where(sql<SqlBool>`(l.seq is null or l.seq >= ${String(size)})`)
    .where(
      sql<SqlBool>`e.at > coalesce((select n.at - ${sql.raw(LATE)} from app.audit_leaves s
        join app.audit_entries n on n.id = s.entry_id where s.seq < ${String(size)} order by s.seq desc limit 1), '-infinity')`,
    )
    .orderBy('e.at')
    .orderBy('e.id')
    .limit(limit);
  return query.$narrowType<SealedRow>().execute();
}

function choose(tx: TenantTx, { period, actorIds, actions, targetKinds, targetId }: AuditFilter) {
  let query = tx
    .selectFrom('app.audit_entries as e')
    .leftJoin('app.audit_leaves as l', 'l.entry_id', 'e.id')
    .selectAll('e')
    .select('l.seq');
  if (period?.from !== undefined) query = query.where('e.at', '>=', period.from);
  if (period?.to !== undefined) query = query.where('e.at', '<', period.to);
  if (actorIds !== undefined) query = query.where(sql<SqlBool>`e.actor_id = any(${actorIds})`);
  if (actions !== undefined) query = query.where(sql<SqlBool>`e.action = any(${actions})`);
  if (targetKinds !== undefined) query = query.where(sql<SqlBool>`e.target_kind = any(${targetKinds})`);
  if (targetId !== undefined) query = query.where('e.target_id', '=', targetId);
  return query;
}

/** The log as proofs are read from it: leaves and checkpoints are everybody's. */
export function logIn(tx: TenantTx): Pick<Db, 'run'> {
  return { run: (query, values) => runIn(tx, query, values) };
}

const top = statement<[], { seq: string }>('select coalesce(max(l.seq), -1) as seq from app.audit_leaves l');

/** The number of the newest sealed entry, of whatever workspace; -1 while nothing is sealed. */
export async function topOfLog(tx: TenantTx): Promise<number> {
  return Number((await runIn(tx, top, []))[0]?.seq ?? -1);
}
