import { newSetupLink } from '../features/setup/index.ts';
import { withOperator } from './with-operator.ts';

/** Prints a fresh set-up link, while nobody has an account. Returns the exit code. */
export async function setupLinkCommand(
  _args: string[],
  print = console.log,
  warn = console.error,
): Promise<number> {
  const link = await withOperator(({ db, system, publicUrl }) =>
    newSetupLink({ db, system: () => system, publicUrl }),
  );
  if (link === undefined) {
    warn('Someone has an account already, so there is nothing to set up.');
    return 1;
  }
  print(link);
  return 0;
}
