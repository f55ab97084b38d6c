import { setTimeout as pause } from 'node:timers/promises';
import { connect, type OperatorClient } from '#server/platform/db/operator-client.ts';
import { tables } from '#tests/rls/catalogue.ts';

/**
 * What may change though a request was refused: rate counters and tries at signing in are there to be counted,
 * the sealer goes on sealing what was done before, health is looked at every minute, and an entry may say that
 * something was refused.
 */
const ITS_OWN_LIFE: ReadonlySet<string> = new Set([
  'rate_windows',
  'sign_in_tries',
  'sign_in_codes',
  'audit_leaves',
  'audit_checkpoints',
  'audit_signing_keys',
  'break_glass_uses',
  'health_days',
  'health_looks',
]);

/** Columns that a follower of the log writes. */
const ON_ITS_WAY: Readonly<Record<string, string>> = {
  log_alerts: `'judged_to'`,
  log_streams: `array['sent_to', 'sent', 'last_sent_at', 'tries', 'failing_since', 'failure', 'next_try_at', 'lease_id', 'leased_until']`,
  alert_deliveries: `array['state', 'tries', 'next_try_at', 'failure', 'sent_at']`,
};

/** A row is told by its place and its version: whatever writes to it makes another of it. */
const rowsOf = (table: string): string => {
  if (table === 'sessions')
    return `select hashtextextended((to_jsonb(t) - 'last_seen_at' - 'expires_at')::text, 0) from app.sessions t`;
  // How far rules and streams have come is kept as they go.
  if (table in ON_ITS_WAY)
    return `select hashtextextended((to_jsonb(t) - ${ON_ITS_WAY[table]})::text, 0) from app.${table} t`;
  // The sealer signs it within seconds.
  if (table === 'signed_records' || table === 'erasures')
    return `select hashtextextended((to_jsonb(t) - 'note' - 'key')::text, 0) from app.${table} t`;
  const rows = `select hashtextextended(t.ctid::text || t.xmin::text, 0) from app.${table} t`;
  return table === 'audit_entries'
    ? `${rows} where t.action not like '%refused' and t.action not in ('log-alert.fired', 'log-stream.failing')`
    : rows;
};

export interface Digester {
  /** Waits until no file that was sent is still looked at by a job. */
  settled(): Promise<void>;
  /** The name of every table whose rows are not what they were at the last look. */
  changed(): Promise<string[]>;
  close(): Promise<void>;
}

/**
 * Watches every table of the schema, row for row, past every wall. From here on nothing is done by the clock: what
 * housekeeping clears away at a full ten minutes is no work of a refused call.
 */
export async function watchDatabase(adminUrl: string): Promise<Digester> {
  const admin = await connect(adminUrl);
  await admin.query('delete from pgboss.schedule');
  const watched = (await tables(admin)).map(({ name }) => name).filter((name) => !ITS_OWN_LIFE.has(name));
  let last = await look(admin, watched);
  return {
    async settled() {
      const waiting = `select from app.evidence where state = 'quarantined'`;
      while ((await admin.query(waiting)).rowCount) await pause(50);
    },
    async changed() {
      const now = await look(admin, watched);
      const differing = watched.filter((table) => now.get(table) !== last.get(table));
      last = now;
      return differing;
    },
    close: () => admin.end(),
  };
}

async function look(admin: OperatorClient, watched: readonly string[]): Promise<Map<string, string>> {
  const parts = watched.map(
    (table) => `select '${table}' as name, count(*) || ' ' || coalesce(sum(h), 0) as digest
      from (${rowsOf(table)}) s (h)`,
  );
  // Prepared: to plan it takes longer than to look.
  const text = parts.join(' union all ');
  const { rows } = await admin.query<{ name: string; digest: string }>({ name: 'look', text });
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}
