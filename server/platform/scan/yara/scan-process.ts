import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { FromScan, ToScan } from './yara.process.ts';

const PROGRAM = fileURLToPath(new URL('./yara.process.ts', import.meta.url));
const HEAP_MB = 256;

// What it loads to run at all.
const READABLE = [
  fileURLToPath(new URL('../', import.meta.url)),
  fileURLToPath(new URL('../../../../package.json', import.meta.url)),
  fileURLToPath(new URL('../../../../node_modules/libyara-wasm/', import.meta.url)),
];

/**
 * What confines a process that takes hostile files apart: no data, no keys, no network, no other process, nothing
 * written (ADR 0037). Paths are taken as they stand: to follow a link it would have to read beyond them.
 */
export const CONFINEMENT: readonly string[] = [
  '--permission',
  ...READABLE.map((path) => `--allow-fs-read=${path}`),
  '--preserve-symlinks',
  '--preserve-symlinks-main',
];

/** A process that looks at files, one message and one reply at a time. */
export interface ScanProcess {
  /** Rejects where the process dies or the deadline passes. */
  ask(message: ToScan, deadline: AbortSignal): Promise<FromScan>;
  /** Whether it keeps the program running that started it. */
  hold(held: boolean): void;
  /** Settles when it is gone, however that came. */
  readonly ended: Promise<unknown>;
  end(): Promise<void>;
}

/** Starts one. What goes wrong with it is told by `ask`. */
export function startScanProcess(): ScanProcess {
  const child = fork(PROGRAM, [], {
    env: {},
    execArgv: [...CONFINEMENT, `--max-old-space-size=${HEAP_MB}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // One that cannot start, or dies between two files, is an error of nothing; the next file gets a new one.
  child.on('error', () => undefined);
  const ended = once(child, 'exit').catch(() => undefined);
  return {
    ask: (message, deadline) => ask(child, message, deadline),
    hold(held) {
      for (const handle of [child, child.channel]) held ? handle?.ref() : handle?.unref();
    },
    ended,
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function ask(child: ChildProcess, message: ToScan, deadline: AbortSignal): Promise<FromScan> {
  const { promise, resolve, reject } = Promise.withResolvers<FromScan>();
  const onExit = () => reject(new Error('the scan process stopped'));
  const onLate = () => reject(new Error('the scan took too long'));
  child.once('message', resolve).once('error', reject).once('exit', onExit);
  deadline.addEventListener('abort', onLate);
  if (deadline.aborted) onLate();
  if (child.connected) child.send(message, (error) => error !== null && reject(error));
  else onExit();
  return promise.finally(() => {
    child.off('message', resolve).off('error', reject).off('exit', onExit);
    deadline.removeEventListener('abort', onLate);
  });
}
