import { keepDrill } from './backup-rows.ts';
import { type DrillReport, drill, drillLines } from './drill.ts';
import { makeBackup } from './make-backup.ts';
import { withScratch } from './scratch.ts';
import { type BackupContext, withBackups } from './with-backups.ts';

export const drillHelp = `caseward drill

  Makes a backup, reads it back from the archive, restores it into a scratch database of its own, brings that forward to
  this version, verifies the audit log, and opens a sample of records and files. What it found is kept and shown on the
  status page. Exit code 1 when it failed.`;

/** \`caseward drill\`. Returns the exit code. */
export async function drillCommand(
  args: string[],
  print: (line: string) => void = console.log,
  warn: (line: string) => void = console.error,
): Promise<number> {
  if (args.length > 0) {
    warn(drillHelp);
    return 2;
  }
  const { outcome } = await withBackups((context) => rehearseHere(context, print));
  return outcome === 'passed' ? 0 : 1;
}

/** A backup and a drill on it; both are remembered. */
export async function rehearseHere(
  context: BackupContext,
  print: (line: string) => void,
  folder?: string,
): Promise<DrillReport> {
  const taken = await makeBackup(context);
  const means = { archive: await context.archive(), config: context.config, withScratch };
  const report = await drill(taken, { ...means, ...(folder !== undefined && { folder }) });
  await keepDrill(context.db, taken.manifest.id, report);
  for (const line of drillLines(report, taken.manifest, new Date())) print(line);
  return report;
}
