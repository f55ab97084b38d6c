import { setImmediate as nextTurn } from 'node:timers/promises';
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
  const [execute, help] = await command.load();
  if (args.some((word) => word === '--help' || word === '-h')) {
    print(help);
    return 0;
  }
  try {
    return await execute(args);
  } catch (error) {
    if (isMisuse(error)) {
      warn(`${error.message}\n\n${help}`);
      return 2;
    }
    if (await endedByReader(error)) return 0;
    warn(explainFailure(error));
    return 1;
  }
}

const CUT_SHORT: ReadonlySet<string> = new Set([
  'EPIPE',
  'ERR_STREAM_DESTROYED',
  'ERR_STREAM_PREMATURE_CLOSE',
]);
let unread = false;

/** Whether it failed since whoever read what it prints, `head` say, has gone: the stream says so a turn later. */
async function endedByReader(error: unknown): Promise<boolean> {
  await nextTurn();
  return unread && CUT_SHORT.has(codeOf(error));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What a command does is not cut short when nobody reads of it any more: a backup goes on to its end. */
function outliveReaders(stream: NodeJS.WriteStream): void {
  stream.on('error', (error) => {
    if (codeOf(error) !== 'EPIPE') throw error;
    unread = true;
  });
}

// An option that is not there, or lacks its value.
function isMisuse(error: unknown): error is Error {
  return codeOf(error).startsWith('ERR_PARSE_ARGS_');
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const lines = Object.entries(commands).map(([name, { does }]) => `  ${name.padEnd(width)}  ${does}`);
  return ['caseward <command>', '', ...lines].join('\n');
}

if (import.meta.main) {
  outliveReaders(process.stdout);
  outliveReaders(process.stderr);
  process.exitCode = await run(process.argv.slice(2));
}
