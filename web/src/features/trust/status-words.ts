import type { HealthCheck, HealthNote, HealthPart, HealthStatus } from '#contracts/health.ts';
import type { HealthDay, StatusNote } from '#contracts/status.ts';
import type { Tone } from '../../ui/badge.tsx';

export const PARTS: Record<HealthPart, string> = {
  database: 'Database',
  migrations: 'Schema',
  configuration: 'Configuration',
  keys: 'Keys',
  storage: 'Evidence storage',
  mail: 'Mail',
  scanner: 'Malware scanner',
  jobs: 'Background work',
  audit: 'Audit log',
  clock: 'Clock',
  certificate: 'TLS certificate',
  backup: 'Backup',
  drill: 'Rehearsed restore',
  streams: 'Audit log streams',
  requests: 'Requests about personal data',
};

export const STATUS: Record<HealthStatus, { tone: Tone; text: string }> = {
  ok: { tone: 'good', text: 'Working' },
  degraded: { tone: 'warn', text: 'Degraded' },
  down: { tone: 'bad', text: 'Down' },
  off: { tone: 'neutral', text: 'Not configured' },
};

export const NOTES: Record<HealthNote, string> = {
  none_yet: 'None yet',
  stale: 'Too old',
  failed: 'The last one failed',
  behind: 'Behind',
  differs: 'Differs',
  unanswered: 'No answer in time',
  unconfirmed: 'Its recovery kit was not confirmed',
  expiring: 'Ends soon and was not renewed',
  expired: 'Past its end',
  untrusted: 'Not to be trusted',
  unrevocable: 'Lives long and cannot be revoked',
  overdue: 'Overdue',
};

/** What a set-up that is not done says of itself, elsewhere and in other words. */
const NOT_BEGUN: ReadonlySet<HealthNote> = new Set(['none_yet', 'unconfirmed']);

/** The parts that are not well, and how, in one line; empty where all are. */
export function amissWords(checks: readonly Pick<HealthCheck, 'name' | 'status' | 'note'>[]): string {
  return checks
    .filter(
      ({ status, note }) => status === 'down' || (status === 'degraded' && !NOT_BEGUN.has(note ?? 'failed')),
    )
    .map(({ name, status, note }) => {
      const how = note === null ? STATUS[status].text : NOTES[note];
      return `${PARTS[name]} (${how.toLowerCase()})`;
    })
    .join(', ');
}

export const SENTENCES = {
  ok: 'Everything works',
  degraded: 'Working, with something amiss',
  down: 'Not working',
};

export const NOTE_STATES: Record<StatusNote['state'], { tone: Tone; text: string }> = {
  investigating: { tone: 'bad', text: 'Looking into it' },
  identified: { tone: 'warn', text: 'Cause found' },
  watching: { tone: 'accent', text: 'Mended, watching' },
  resolved: { tone: 'good', text: 'Over' },
  planned: { tone: 'neutral', text: 'Planned' },
};

export const HISTORY_DAYS = 90;
const DAY_MS = 86_400_000;

export type DayLook = { readonly day: string; readonly worst: 'ok' | 'degraded' | 'down' | 'none' };

/** The last 90 days (UTC), oldest first; `none` where nobody looked. */
export function dayLooks(days: readonly HealthDay[], now: number): DayLook[] {
  const byDay = new Map(days.map((day) => [day.day, day]));
  return Array.from({ length: HISTORY_DAYS }, (_, index) => {
    const day = new Date(now - (HISTORY_DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10);
    return { day, worst: worstOf(byDay.get(day)) };
  });
}

function worstOf(day: HealthDay | undefined): DayLook['worst'] {
  if (day === undefined || day.ok + day.degraded + day.down === 0) return 'none';
  return day.down > 0 ? 'down' : day.degraded > 0 ? 'degraded' : 'ok';
}

/** "99.97 % of looks on 12 days found it working": rounded down, so that 100 % means all of them. */
export function shareWords(days: readonly HealthDay[]): string {
  const looks = days.reduce((sum, { ok, degraded, down }) => sum + ok + degraded + down, 0);
  if (looks === 0) return 'No look yet';
  const ok = days.reduce((sum, day) => sum + day.ok, 0);
  const share = Math.floor((ok / looks) * 10_000) / 100;
  return `Working in ${share} % of looks on ${days.length === 1 ? 'one day' : `${days.length} days`}`;
}

/** Notes of one incident together, the newest incident first, each oldest first. */
export function incidentsOf(notes: readonly StatusNote[]): StatusNote[][] {
  const groups = Map.groupBy(
    notes.toSorted((a, b) => a.at.localeCompare(b.at)),
    ({ about }) => about,
  );
  return [...groups.values()].reverse();
}

/** "41 minutes", "3 h 5 min", "2 d 4 h". */
export function lengthWords(minutes: number): string {
  if (minutes < 60) return minutes === 1 ? '1 minute' : `${minutes} minutes`;
  const hours = Math.floor(minutes / 60);
  return hours < 24 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
