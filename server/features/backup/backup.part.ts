import type { Clock } from '#server/platform/clock/index.ts';
import type { HealthProbe, Wellness } from '#server/platform/health.ts';
import type { BackupState, BackupStore } from './backup.store.ts';

const HOUR_MS = 3_600_000;
/** A backup a day, and two hours for it to be made (claim FL-04). */
const STALE_BACKUP_MS = 26 * HOUR_MS;
/** A drill a week, and a day for it. */
const STALE_DRILL_MS = 8 * 24 * HOUR_MS;

type Judge = (state: BackupState, now: number) => Wellness;

/** The newest backup, as the health page tells of it. Without one the deployment is not well. */
export function backupPart(store: Pick<BackupStore, 'state'>, clock: Clock): HealthProbe {
  return { name: 'backup', vital: false, check: () => ask(store, clock, judgeBackup) };
}

/** The newest restore that was rehearsed; off where another tool makes the backups. */
export function drillPart(store: Pick<BackupStore, 'state'>, clock: Clock): HealthProbe {
  return { name: 'drill', vital: false, check: () => ask(store, clock, judgeDrill) };
}

async function ask(store: Pick<BackupStore, 'state'>, clock: Clock, judge: Judge): Promise<Wellness> {
  const state = await store.state();
  return state === undefined ? 'off' : judge(state, clock.now().getTime());
}

export const judgeBackup: Judge = ({ newest, newest_complete: at, own, confirmed }, now) => {
  if (at === null) return { status: 'degraded', note: newest === null ? 'none_yet' : 'failed', at };
  if (now - Date.parse(at) >= STALE_BACKUP_MS) return { status: 'degraded', note: 'stale', at };
  if (newest !== at) return { status: 'degraded', note: 'failed', at };
  if (own === true && confirmed !== true) return { status: 'degraded', note: 'unconfirmed', at };
  return { status: 'ok', note: null, at };
};

export const judgeDrill: Judge = ({ own, drill_at: at, drill_passed: passed }, now) => {
  if (own === false) return 'off';
  if (at === null) return { status: 'degraded', note: 'none_yet', at };
  if (passed !== true) return { status: 'degraded', note: 'failed', at };
  if (now - Date.parse(at) >= STALE_DRILL_MS) return { status: 'degraded', note: 'stale', at };
  return { status: 'ok', note: null, at };
};
