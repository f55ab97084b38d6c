import { writeFile } from 'node:fs/promises';
import { Session } from 'node:inspector/promises';

/** What a server measured is told when it starts, and what it says of itself. */
export interface ServerStart {
  readonly databaseUrl: string;
  readonly sealerUrl: string;
  readonly poolSize: number;
  readonly port: number;
  /** Environment of the product's settings; the bare server has none. */
  readonly env: Readonly<Record<string, string>>;
}

export interface ServerUsage {
  /** Processor time since the start, in microseconds. */
  readonly cpu: number;
  /** Resident memory, in bytes. */
  readonly rss: number;
}

/** `profile` writes what the processor did between this and the next such message into a file. */
export type Told = ServerStart | 'usage' | 'stop' | { readonly profile: string };
export type ServerMessage = { readonly ready: true } | { readonly usage: ServerUsage };

interface Running {
  close(): Promise<unknown>;
}

/** Serves until told to stop: starts with the first message, answers `usage`, ends on `stop`. */
export function serve(start: (told: ServerStart) => Promise<Running>): void {
  let running: Running | undefined;
  const say = (message: ServerMessage) => process.send?.(message);
  // A bench that failed leaves nobody behind.
  process.once('disconnect', () => process.exit(1));
  process.on('message', async (message: Told) => {
    if (message === 'usage') {
      const { user, system } = process.cpuUsage();
      say({ usage: { cpu: user + system, rss: process.memoryUsage.rss() } });
    } else if (message === 'stop') {
      await running?.close();
      process.exit(0);
    } else if ('profile' in message) {
      await profileInto(message.profile);
    } else {
      running = await start(message);
      say({ ready: true });
    }
  });
}

let profiling: Session | undefined;

async function profileInto(path: string): Promise<void> {
  if (profiling !== undefined) {
    const { profile } = await profiling.post('Profiler.stop');
    profiling.disconnect();
    profiling = undefined;
    await writeFile(path, JSON.stringify(profile));
    return;
  }
  profiling = new Session();
  profiling.connect();
  await profiling.post('Profiler.enable');
  await profiling.post('Profiler.start');
}
