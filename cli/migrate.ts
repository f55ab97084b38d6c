import { parseArgs } from 'node:util';
import { dueHere, migrateHere } from '#server/operator/commands.ts';

const options = { check: { type: 'boolean', default: false } } as const;

export const migrateHelp = `caseward migrate [--check]

  Brings the database forward to this version and names what was applied. The start of the server does so too.

  --check  only says whether this version runs on the database there is`;

/** Applies what is due and names it; with --check only says whether this version runs on the database there is. */
export async function migrateCommand(args: string[], print = console.log): Promise<number> {
  if (parseArgs({ args, options }).values.check) {
    print(said(await dueHere()));
    return 0;
  }
  const applied = await migrateHere();
  print(
    applied.length === 0
      ? 'The database is up to date.'
      : applied.map((name) => `applied ${name}`).join('\n'),
  );
  return 0;
}

function said(due: readonly string[] | undefined): string {
  if (due === undefined)
    return 'The database does not run now: whether this version fits, its start will say.';
  return due.length === 0
    ? 'This version runs on the database as it is.'
    : `This version runs on the database once it has applied ${due.join(', ')}.`;
}
