import { counted } from '../counted.ts';
import { pendingMigrations } from '../migrate.ts';
import { rehearseHere } from './drill-command.ts';
import { withBackups } from './with-backups.ts';

export const upgradeHelp = `caseward upgrade --check

  Run by the new version, before it is started: makes a backup of the deployment as it is, restores that into scratch,
  brings it forward with the migrations of this version, and verifies it. Exit code 1 when that fails: do not upgrade.`;

/** \`caseward upgrade --check\`. Returns the exit code. */
export async function upgradeCommand(
  args: string[],
  print: (line: string) => void = console.log,
  warn: (line: string) => void = console.error,
): Promise<number> {
  if (args.length !== 1 || args[0] !== '--check') {
    warn(upgradeHelp);
    return 2;
  }
  return checkUpgrade(undefined, print);
}

/** The same with the migrations of a folder. */
export function checkUpgrade(folder: string | undefined, print: (line: string) => void): Promise<number> {
  return withBackups(async (context) => {
    const due = await pendingMigrations(context.operatorUrl, folder);
    print(
      due.length === 0 ? 'No migration is due.' : `Due: ${counted(due.length, 'migration')}, from ${due[0]}.`,
    );
    const { outcome } = await rehearseHere(context, print, folder);
    print(
      outcome === 'passed'
        ? 'This version may be started.'
        : 'REFUSED: do not start this version on your data.',
    );
    return outcome === 'passed' ? 0 : 1;
  });
}
