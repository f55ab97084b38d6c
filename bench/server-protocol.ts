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

export type ServerMessage = { readonly ready: true } | { readonly usage: ServerUsage };

/** Serves until told to stop: starts with the first message, answers `usage`, ends on `stop`. */
export function serve(start: (told: ServerStart) => Promise<{ close(): Promise<unknown> }>): void {
  let running: { close(): Promise<unknown> } | undefined;
  const say = (message: ServerMessage) => process.send?.(message);
  process.on('message', async (message: ServerStart | 'usage' | 'stop') => {
    if (message === 'usage') {
      const { user, system } = process.cpuUsage();
      say({ usage: { cpu: user + system, rss: process.memoryUsage.rss() } });
    } else if (message === 'stop') {
      await running?.close();
      process.exit(0);
    } else {
      running = await start(message);
      say({ ready: true });
    }
  });
}
