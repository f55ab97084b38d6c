import type pg from 'pg';
import type { Db } from '#server/platform/db/index.ts';

/** What one piece of work asked of the database: the statements, by the turn they were sent in. */
export type Packets = string[][];

type Client = Pick<pg.PoolClient, 'query'>;

/** What the server asks by a clock of its own, whatever is requested meanwhile: the log watch, and what wakes others. */
const ofTheServerItself = /\bapp\.log_work\(|\bpg_notify\(/;
/** Other work by a clock can fall into one of so many tries, or cut a packet in two; hardly into all. */
const TRIES = 5;

export type PacketWatch = {
  /** All that was asked while this was under way. */
  during(work: () => Promise<unknown>): Promise<Packets>;
  /** The least that was asked in several tries: what the work itself cannot do without. */
  leastDuring(work: () => Promise<unknown>): Promise<Packets>;
};

/** Notes every statement that goes over this pool from now on. */
export function watchPackets({ pool }: Db): PacketWatch {
  let packets: Packets = [];
  let open: string[] | undefined;

  function note(query: unknown): void {
    const text = typeof query === 'string' ? query : String(Reflect.get(Object(query), 'text'));
    if (ofTheServerItself.test(text)) return;
    if (open === undefined) {
      const packet: string[] = [];
      packets.push(packet);
      open = packet;
      setImmediate(() => {
        open = undefined;
      });
    }
    open.push(text.trim().replaceAll(/\s+/g, ' '));
  }

  const watched = new WeakSet<Client>();
  function watch(client: Client | undefined): void {
    if (client === undefined || watched.has(client)) return;
    watched.add(client);
    const query = client.query.bind(client);
    Object.assign(client, {
      query: (...args: readonly unknown[]) => {
        note(args[0]);
        return Reflect.apply(query, client, args);
      },
    });
  }

  const connect = pool.connect.bind(pool);
  Object.assign(pool, {
    connect: (then?: (error: unknown, client?: pg.PoolClient, done?: () => void) => void) => {
      if (then === undefined)
        return connect().then((client) => {
          watch(client);
          return client;
        });
      return connect((error, client, done) => {
        watch(client);
        then(error, client, done);
      });
    },
  });

  async function during(work: () => Promise<unknown>): Promise<Packets> {
    packets = [];
    await work();
    return packets;
  }

  return {
    during,
    async leastDuring(work) {
      let least = await during(work);
      for (let again = 1; again < TRIES; again += 1) {
        const asked = await during(work);
        if (sizeOf(asked) < sizeOf(least)) least = asked;
      }
      return least;
    },
  };
}

const sizeOf = (packets: Packets) => packets.length + packets.flat().length;
