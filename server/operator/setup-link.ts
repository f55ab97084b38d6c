import { kitMeans } from '../features/recovery-kit/index.ts';
import { consoleLinks } from '../features/setup/index.ts';
import { withOperator } from './with-operator.ts';

export const setupLinkHelp = `caseward setup-link

  Prints a new link for the first account while nobody has one; then one that opens the recovery kit, until that is
  confirmed. It opens once, and the newest alone.`;

/**
 * Prints a fresh set-up link while nobody has an account; then one that opens the recovery kit, until that is
 * confirmed. Returns the exit code.
 */
export async function setupLinkCommand(
  _args: string[],
  print = console.log,
  warn = console.error,
): Promise<number> {
  const link = await withOperator(async ({ db, system, publicUrl, config }) => {
    const services = { db, system: () => system, publicUrl, recoveryKit: kitMeans(config) };
    const { setupLink, kitLink } = await consoleLinks(services);
    return setupLink ?? kitLink;
  });
  if (link === undefined) {
    warn('Someone has an account already and the recovery kit is confirmed, so there is nothing to set up.');
    return 1;
  }
  print(link);
  return 0;
}
