import pg from 'pg';

export interface Listening {
  stop(): Promise<void>;
}

const RETRY_MS = 1_000;

/** A channel is no parameter of LISTEN: each has its statement. */
const LISTEN = { caseward: 'listen caseward' } as const;

/**
 * Hears every notice of a channel on a connection of its own, and connects again when it breaks. What is sent
 * meanwhile is lost: `onGap` is called, and listeners ask for the state again.
 */
export async function listen(
  url: string,
  channel: keyof typeof LISTEN,
  { onNotice, onGap }: { onNotice: (payload: string) => void; onGap: () => void },
): Promise<Listening> {
  let stopped = false;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;

  async function connect(): Promise<void> {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'caseward-listen',
      keepAlive: true,
    });
    next.on('notification', ({ payload }) => onNotice(payload ?? ''));
    next.on('error', () => lost(next));
    next.on('end', () => lost(next));
    await next.connect();
    await next.query(LISTEN[channel]);
    client = next;
  }

  function lost(broken: pg.Client): void {
    if (stopped || broken !== client) return;
    client = undefined;
    onGap();
    again();
  }

  function again(): void {
    retry = setTimeout(() => {
      connect().catch(() => {
        if (!stopped) again();
      });
    }, RETRY_MS);
    retry.unref();
  }

  await connect();
  return {
    async stop() {
      stopped = true;
      clearTimeout(retry);
      await client?.end();
    },
  };
}
