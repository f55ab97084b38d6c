import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { provision } from '#server/operator/commands.ts';

export const provisionHelp = `caseward provision [--database NAME] < FILE

  Reads, from standard input, the URL of a role that may create roles and databases; makes the database and
  the four roles of Caseward, or sets new passwords for them; prints the settings to start with. Keep them secret.`;

const options = { database: { type: 'string', default: 'caseward' } } as const;

/** The admin's URL comes by standard input, because the words of a command are seen by everyone on the machine. */
export async function provisionCommand(
  args: string[],
  print = console.log,
  warn = console.error,
): Promise<number> {
  const { values } = parseArgs({ args, options });
  const adminUrl = process.stdin.isTTY ? '' : (await text(process.stdin)).trim();
  if (!URL.canParse(adminUrl)) {
    warn(provisionHelp);
    return 2;
  }
  const urls = await provision({ adminUrl, database: values.database });
  print(
    [
      `DATABASE_URL=${urls.app}`,
      `DATABASE_OWNER_URL=${urls.owner}`,
      `DATABASE_SEALER_URL=${urls.sealer}`,
      `DATABASE_OPERATOR_URL=${urls.operator}`,
    ].join('\n'),
  );
  return 0;
}
