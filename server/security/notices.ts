import { type Db, statement } from '#server/platform/db/index.ts';

/** Tells every node that something happened, once it is committed. Ids only. */
export interface Notices {
  /** At once; the sending goes on behind. */
  send(workspaceId: string, topic: string, targetId: string | null): void;
  /** Waits for what is under way. */
  drain(): Promise<void>;
}

const notify = statement<[payloads: string[]], unknown>(
  `select pg_notify('caseward', n) from unnest($1::text[]) n`,
);

/**
 * Notices in groups, outside the transactions they tell of: a transaction that notifies holds one lock of the
 * whole database while it commits, so that all changes everywhere would wait in one row for the disk. What
 * happened is in the outbox, in the transaction; when a notice cannot be sent, `onLost` has listeners ask again.
 */
export function createNotices(db: Db, onLost: () => void): Notices {
  let waiting: string[] = [];
  let sending: Promise<void> | undefined;

  async function sendAll(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting;
      waiting = [];
      await db.run(notify, [batch]).catch(onLost);
    }
    sending = undefined;
  }

  return {
    send(workspaceId, topic, targetId) {
      waiting.push(JSON.stringify([workspaceId, topic, targetId]));
      sending ??= new Promise<void>((resolve) => setImmediate(resolve)).then(sendAll);
    },
    async drain() {
      while (sending !== undefined) await sending;
    },
  };
}
