import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Placement } from './placement.ts';
import type { ServerMessage, ServerStart, ServerUsage } from './server-protocol.ts';

/** A server in a process of its own, on the core kept for it. */
export interface MeasuredServer {
  readonly url: string;
  usage(): Promise<ServerUsage>;
  /** Begins a CPU profile, or ends the one that runs and writes it there. */
  profile(path: string): void;
  stop(): Promise<void>;
}

export interface LaunchOptions {
  readonly script: string;
  readonly told: ServerStart;
  readonly placement: Placement | undefined;
  readonly folder: string;
  /** Node's own. */
  readonly flags?: readonly string[];
  /** What is set beside what stands here. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Starts it and waits until it listens. Its log goes to a file, as a service manager's journal would. */
export async function launchServer(options: LaunchOptions): Promise<MeasuredServer> {
  const { script, told, placement, folder, flags = [], environment = {} } = options;
  const command = [process.execPath, ...flags, join(import.meta.dirname, script)];
  const [program = '', ...args] =
    placement === undefined ? command : ['taskset', '-c', placement.server, ...command];
  const log = openSync(join(folder, `${basename(script)}.log`), 'a');
  const env = { ...process.env, ...environment };
  const child = spawn(program, args, { env, stdio: ['ignore', log, log, 'ipc'] });
  const ended = once(child, 'exit');
  child.send(told);
  await Promise.race([answer(child, 'ready'), ended.then(() => refuse(script, folder))]);
  return {
    url: `http://127.0.0.1:${told.port}`,
    async usage() {
      child.send('usage');
      const message = await answer(child, 'usage');
      if (!('usage' in message)) throw new Error('a server measured did not say what it used');
      return message.usage;
    },
    profile: (path) => void child.send({ profile: path }),
    async stop() {
      child.send('stop');
      await ended;
    },
  };
}

async function answer(child: ChildProcess, kind: 'ready' | 'usage'): Promise<ServerMessage> {
  for (;;) {
    const [message] = (await once(child, 'message')) as [ServerMessage];
    if (kind in message) return message;
  }
}

function refuse(script: string, folder: string): never {
  throw new Error(`${script} ended before it listened; see ${join(folder, `${basename(script)}.log`)}`);
}
