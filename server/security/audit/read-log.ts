import { type Db, statement } from '#server/platform/db/index.ts';
import type { Origin } from '#server/security/caller.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Actor } from '#server/security/tenancy/index.ts';
import { type AuditNote, sealAddress } from './entry.ts';

/** One read of sensitive data. */
export interface ReadEntry extends AuditNote {
  readonly workspaceId: string;
  readonly actorKind: Actor['kind'];
  readonly actorId: string;
  readonly sessionId: string;
  readonly origin: Origin;
  readonly scope: KeyScope;
}

/** The durable log of reads: the promise resolves once the entry is committed, many with one commit. */
export interface ReadLog {
  append(entry: ReadEntry): Promise<void>;
  /** Waits for what is under way. */
  drain(): Promise<void>;
}

type Columns = [
  workspaces: string[],
  kinds: string[],
  actors: string[],
  sessions: string[],
  actions: string[],
  targetKinds: string[],
  targets: (string | null)[],
  fields: string[],
  ips: Buffer[],
  requests: string[],
  details: string[],
];

const auditReads = statement<Columns, never>(
  'select app.audit_reads($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
);

// Bounds one commit; what comes meanwhile waits for the next.
const MOST_AT_ONCE = 500;

interface Waiting {
  readonly entry: ReadEntry;
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

/** Group commit: while one batch is being committed the next gathers. */
export function createReadLog(db: Db): ReadLog {
  let waiting: Waiting[] = [];
  let flushing: Promise<void> | undefined;

  async function flush(): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, MOST_AT_ONCE);
      waiting = waiting.slice(MOST_AT_ONCE);
      try {
        await db.run(auditReads, columns(batch.map(({ entry }) => entry)));
        for (const { done } of batch) done();
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    flushing = undefined;
  }

  return {
    append(entry) {
      return new Promise((done, failed) => {
        waiting.push({ entry, done, failed });
        // The turn of the event loop is the gathering window: requests read in it share the commit.
        flushing ??= new Promise<void>((resolve) => setImmediate(resolve)).then(flush);
      });
    },
    async drain() {
      while (flushing !== undefined) await flushing;
    },
  };
}

function columns(entries: readonly ReadEntry[]): Columns {
  return [
    entries.map((e) => e.workspaceId),
    entries.map((e) => e.actorKind),
    entries.map((e) => e.actorId),
    entries.map((e) => e.sessionId),
    entries.map((e) => e.action),
    entries.map((e) => e.targetKind),
    entries.map((e) => e.targetId),
    entries.map((e) => (e.fields ?? []).join(',')),
    entries.map((e) => sealAddress(e.scope, e.origin.requestId, e.origin.ip)),
    entries.map((e) => e.origin.requestId),
    entries.map((e) => JSON.stringify(e.detail ?? {})),
  ];
}
