import { parseArgs } from 'node:util';
import { counted } from '../counted.ts';
import { keepReport, whatIsDue } from './backup-rows.ts';
import { rehearseHere } from './drill-command.ts';
import { keepErasures } from './kept-erasures.ts';
import { listBackups, momentOf } from './list-backups.ts';
import { type MadeBackup, makeBackup } from './make-backup.ts';
import type { Pruned } from './prune.ts';
import { type BackupContext, withBackups } from './with-backups.ts';

export const backupHelp = `caseward backup
caseward backup --due
caseward backup list
caseward backup report --taken-at TIME [--place TEXT]

  Makes a backup while the server serves: the rows of one moment and the files they name, sealed to the key of the
  recovery kit. What is older than CASEWARD_BACKUP_DAYS is removed.

  --due   what the running server calls every hour: a backup when a day is over, a drill when a week is; what was erased
          meanwhile is noted in the archive each time
  list    the moments one can go back to
  report  where another tool makes the backups: tells that it made one, so that health knows its age

  --taken-at  the moment it holds, as in 2026-01-31T02:17:00Z
  --place     where it is, for whoever reads the list`;

const options = {
  due: { type: 'boolean', default: false },
  'taken-at': { type: 'string' },
  place: { type: 'string', default: 'another tool' },
} as const;

/** \`caseward backup\`. Returns the exit code: 1 for a backup that lacks files. */
export async function backupCommand(
  args: string[],
  print: (line: string) => void = console.log,
  warn: (line: string) => void = console.error,
): Promise<number> {
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const [verb = 'make', ...rest] = positionals;
  const takenAt = new Date(values['taken-at'] ?? Number.NaN);
  if (rest.length === 0 && verb === 'make') return values.due ? makeDue(print) : make(print);
  if (rest.length === 0 && verb === 'list') return list(print);
  if (rest.length === 0 && verb === 'report' && takenAt.getTime() <= Date.now())
    return report(takenAt, values.place, print);
  warn(backupHelp);
  return 2;
}

async function make(print: (line: string) => void): Promise<number> {
  const made = await withBackups((context) => makeAndTell(context, print));
  return made.manifest.files.missing > 0 ? 1 : 0;
}

async function makeDue(print: (line: string) => void): Promise<number> {
  return withBackups(async (context) => {
    if (context.config.backups.archive === undefined) return 0;
    // Every hour: what was erased since the newest backup must not come back by it.
    await keepErasures({ ...context, archive: await context.archive() });
    const due = await whatIsDue(context.db);
    if (due === 'drill') return (await rehearseHere(context, print)).outcome === 'passed' ? 0 : 1;
    if (due === 'backup') await makeAndTell(context, print);
    return 0;
  });
}

async function makeAndTell(context: BackupContext, print: (line: string) => void): Promise<MadeBackup> {
  const made = await makeBackup(context);
  for (const line of told(made, context.config.backups.days)) print(line);
  return made;
}

function told({ manifest, addedBytes, place, pruned }: MadeBackup, days: number): string[] {
  const { id, database, files } = manifest;
  const lines = [
    `Backup ${id}: ${counted(database.rows, 'row')}, ${counted(files.count, 'file')}; ${counted(addedBytes, 'byte')} added to the ${place.place}.`,
    `Versioning ${place.versioning}, object lock ${place.objectLock}, encryption at rest: ${place.encryption}.`,
  ];
  lines.push(prunedWords(pruned, days));
  if (files.missing > 0)
    lines.push(
      `INCOMPLETE: not in the file store, though records name them: ${counted(files.missing, 'file')}.`,
    );
  return lines;
}

/** What went of the archive, and what is there. */
export function prunedWords({ removed, kept, files, partial }: Pruned, days: number): string {
  const oldest = kept[0];
  const since = oldest === undefined ? '' : `, the oldest of ${momentOf(oldest).toISOString()}`;
  const stays = `${counted(kept.length, 'backup')} kept${since}.`;
  if (removed.length + files + partial === 0) return `Nothing was past its ${days} days; ${stays}`;
  const unfinished = partial === 0 ? '' : `, ${counted(partial, 'part')} of what was never finished`;
  return `Removed: ${counted(removed.length, 'backup')} past ${days} days, ${counted(files, 'file')} that no backup names${unfinished}; ${stays}`;
}

async function list(print: (line: string) => void): Promise<number> {
  const ids = await withBackups(async (context) => listBackups(await context.archive()));
  for (const id of ids) print(`${momentOf(id).toISOString()}  ${id}`);
  return 0;
}

async function report(takenAt: Date, place: string, print: (line: string) => void): Promise<number> {
  const id = `reported-${takenAt.toISOString()}`;
  await withBackups(({ db }) => keepReport(db, { id, own: false, takenAt, place: place.slice(0, 500) }));
  print(`Noted: a backup of ${takenAt.toISOString()}.`);
  return 0;
}
