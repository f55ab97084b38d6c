import { explainFailure } from '#server/operator/explain-failure.ts';
import { commands } from './commands.ts';

/** Runs one command. Gives the exit code: the command's own, or 2 when there is no such command or option. */
export async function run(
  argv: readonly string[],
  print = console.log,
  warn = console.error,
): Promise<number> {
  const [name = 'help', ...args] = argv;
  const command = commands[name];
  if (command === undefined) {
    const asked = ['help', '--help', '-h'].includes(name);
    (asked ? print : warn)(asked ? overview() : `There is no command "${name}".\n\n${overview()}`);
    return asked ? 0 : 2;
  }
  try {
    const execute = await command.load();
    return await execute(args);
  } catch (error) {
    if (isMisuse(error)) {
      warn(
        `${error.message}\nHow \`caseward ${name}\` is used is in docs/operations and in \`caseward help\`.`,
      );
      return 2;
    }
    warn(explainFailure(error));
    return 1;
  }
}

// An option that is not there, or lacks its value.
function isMisuse(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`);
  return ['caseward <command>', '', ...lines].join('\n');
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2));
