import type { Backup, Backups, Drill } from '#contracts/backups.ts';
import type { Tone } from '../../ui/badge.tsx';
import { sizeWords } from '../evidence/file-words.ts';

export const OUTCOMES: Record<Backup['outcome'] | Drill['outcome'], { tone: Tone; text: string }> = {
  complete: { tone: 'good', text: 'Complete' },
  incomplete: { tone: 'bad', text: 'Files missing' },
  failed: { tone: 'bad', text: 'Failed' },
  passed: { tone: 'good', text: 'Passed' },
};

export const KIT: Record<Backups['kit'], string> = {
  none: 'There is no recovery kit, so nothing can be backed up: whoever runs this deployment makes one.',
  unconfirmed: 'Nobody has confirmed yet that the recovery kit is on paper.',
  confirmed: 'The recovery kit is on paper.',
};

const WORDS = {
  backup: {
    ok: 'The last backup is fresh.',
    none_yet: 'There is no backup yet.',
    stale: 'The last backup is older than 26 hours.',
    failed: 'The last backup failed, or lacked files.',
    off: 'Backups are made elsewhere.',
  },
  drill: {
    ok: 'The last rehearsed restore passed.',
    none_yet: 'No restore was rehearsed yet.',
    stale: 'The last rehearsed restore is older than eight days.',
    failed: 'The last rehearsed restore failed.',
    off: '',
  },
} as const;

export function stateSentence(what: 'backup' | 'drill', { status, note }: Backups['backup']): string {
  const words = WORDS[what];
  if (status === 'off') return words.off;
  return note === 'none_yet' || note === 'stale' || note === 'failed' ? words[note] : words.ok;
}

/** The clocks of browser and server differ by less, and whatever was asked took less. */
const ABOUT_NOW_MS = 60_000;

/** True for what the hourly look finds due: it is under way within the hour. */
export function isDue(at: string, now: number): boolean {
  return Date.parse(at) <= now + ABOUT_NOW_MS;
}

const SWITCH = { on: 'on', off: 'off', unknown: 'unknown' } as const;

export function backupFacts(backup: Backup): string {
  if (!backup.mine) return 'What it holds is not known here.';
  if (backup.outcome === 'failed') return 'Nothing was kept of it.';
  const facts = [
    count(backup.rows, 'row'),
    count(backup.files, 'file'),
    ...(backup.missingFiles > 0 ? [`${backup.missingFiles} missing`] : []),
    `${sizeWords(backup.addedBytes)} added`,
    `versioning ${SWITCH[backup.versioning]}`,
    `object lock ${SWITCH[backup.objectLock]}`,
    ...(backup.removedAt === null ? [] : ['removed after its days']),
  ];
  return facts.join(' · ');
}

export function drillFacts({ startedAt, finishedAt, ...drill }: Omit<Drill, 'id' | 'backupId'>): string {
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1_000;
  const took = seconds < 120 ? `${seconds.toFixed(1)} s` : `${(seconds / 60).toFixed(1)} minutes`;
  if (drill.outcome === 'failed')
    return `${took} · whoever runs this deployment reads why with npx caseward doctor`;
  const opened = drill.openedRecords + drill.openedFiles;
  return [
    took,
    count(drill.rows, 'row'),
    `${drill.auditEntries} audit entries verified`,
    `${count(opened, 'sealed value')} opened`,
  ].join(' · ');
}

function count(number: number, what: string): string {
  return `${number.toLocaleString('en')} ${what}${number === 1 ? '' : 's'}`;
}
