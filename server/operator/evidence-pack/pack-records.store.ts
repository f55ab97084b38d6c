import { type Db, statement } from '../../platform/db/index.ts';
import { type CheckpointKey, formatCheckpointKey } from '../../security/audit/checkpoint.ts';

interface Drill {
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly outcome: string;
  readonly rows: string;
  readonly auditEntries: string;
  readonly openedRecords: number;
  readonly openedFiles: number;
}

interface Backups {
  readonly complete: number;
  readonly incomplete: number;
  readonly failed: number;
  readonly newest: string | null;
}

interface AccessReviews {
  readonly opened: number;
  readonly closed: number;
  readonly closedInTime: number;
  readonly overdue: number;
  readonly membersReviewed: number;
  readonly kept: number;
  readonly lowered: number;
  readonly removed: number;
}

interface Attacks {
  readonly held: number;
  readonly broken: number;
  readonly notTried: number;
  readonly requests: number;
  readonly newest: string | null;
}

interface DnsReviews {
  readonly at: string;
  readonly names: number;
  readonly findings: number;
}

const drills = statement<[], Drill>(`
  select d.started_at as "startedAt", d.finished_at as "finishedAt", d.outcome, d.total_rows as rows,
    d.audit_entries as "auditEntries", d.opened_records as "openedRecords", d.opened_files as "openedFiles"
  from app.drills d where d.started_at > now() - interval '1 year' order by d.started_at desc`);
const backups = statement<[], Backups>(`
  select count(*) filter (where b.outcome = 'complete')::int as complete,
    count(*) filter (where b.outcome = 'incomplete')::int as incomplete,
    count(*) filter (where b.outcome = 'failed')::int as failed,
    max(b.taken_at) filter (where b.outcome = 'complete') as newest
  from app.backups b where b.taken_at > now() - interval '90 days'`);
// Sums alone: which workspace reviewed whom is its own business.
const accessReviews = statement<[], AccessReviews>(`
  select count(*)::int as opened, count(r.closed_at)::int as closed,
    count(*) filter (where r.closed_at <= r.due_at)::int as "closedInTime",
    count(*) filter (where r.closed_at is null and r.due_at < now())::int as overdue,
    coalesce(sum(m.decided), 0)::int as "membersReviewed", coalesce(sum(m.kept), 0)::int as kept,
    coalesce(sum(m.lowered), 0)::int as lowered, coalesce(sum(m.removed), 0)::int as removed
  from app.access_reviews r
  join app.workspaces w on w.id = r.workspace_id and not w.synthetic
  cross join lateral (
    select count(x.decision) as decided, count(*) filter (where x.decision = 'keep') as kept,
      count(*) filter (where x.decision = 'lower') as lowered, count(*) filter (where x.decision = 'remove') as removed
    from app.access_review_members x where x.workspace_id = r.workspace_id and x.review_id = r.id) m
  where r.opened_at > now() - interval '1 year'`);
const attacks = statement<[], Attacks>(`
  select count(*) filter (where r.outcome = 'held')::int as held,
    count(*) filter (where r.outcome = 'broken')::int as broken,
    count(*) filter (where r.outcome = 'not-tried')::int as "notTried",
    coalesce(sum(r.calls), 0)::int as requests, max(r.started_at) as newest
  from app.attack_rounds r where r.started_at > now() - interval '1 year'`);
const dnsReviews = statement<[], DnsReviews>(`
  select d.at, d.names, d.findings from app.dns_reviews d where d.at > now() - interval '2 years' order by d.at desc`);
const checkpoint = statement<[], { note: string }>(
  'select c.note from app.audit_checkpoints c order by c.size desc limit 1',
);
const keys = statement<[], CheckpointKey>(
  'select k.name, k.public_key as "publicKey" from app.audit_signing_keys k order by k.number',
);
const keep = statement<[id: string, build: string, digest: Buffer, content: Buffer], never>(
  'select app.keep_evidence_pack($1, $2, $3, $4)',
);

/** What a deployment keeps on record that a pack shows, as the operator's role reads it. */
export function packRecordsStore(db: Pick<Db, 'run'>) {
  return {
    drills: () => db.run(drills, []),
    backups: async () => (await db.run(backups, []))[0],
    accessReviews: async () => (await db.run(accessReviews, []))[0],
    /** Rounds of the standing attacker. */
    attacks: async () => (await db.run(attacks, []))[0],
    dnsReviews: () => db.run(dnsReviews, []),
    /** Undefined before the log has its first. */
    checkpoint: async () => (await db.run(checkpoint, []))[0]?.note,
    /** Every key the audit log was signed with, the first one first. */
    keys: async () => (await db.run(keys, [])).map(formatCheckpointKey),
    keep: (id: string, build: string, digest: Buffer, content: Buffer) =>
      db.run(keep, [id, build, digest, content]),
  };
}
