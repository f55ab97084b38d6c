import { migrateHere } from '#server/operator/commands.ts';

/** Applies what is due and names it. */
export async function migrateCommand(_args: string[], print = console.log): Promise<number> {
  const applied = await migrateHere();
  print(
    applied.length === 0
      ? 'The database is up to date.'
      : applied.map((name) => `applied ${name}`).join('\n'),
  );
  return 0;
}
