import { explainFailure } from '#server/operator/explain-failure.ts';
import { commands } from './commands.ts';

/** Runs one command. Gives the exit code: the command's own, or 2 when there is no such command. */
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
    warn(explainFailure(error));
    return 1;
  }
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`);
  return ['caseward <command>', '', ...lines].join('\n');
}

if (import.meta.main) process.exitCode = await run(process.argv.slice(2));
