import { type Checkpoint, type CheckpointKey, openCheckpoint, signCheckpoint } from './checkpoint.ts';
import { type AuditEntry, leafOf } from './leaf.ts';
import { emptyTree, type MerkleTree } from './merkle.ts';
import { type RecordStamp, signRecord } from './record-note.ts';
import { formatCheckpointKey } from './signed-note.ts';
import type { AuditSigner, OpenSigner, StoredSigningKey } from './signer.ts';

/**
 * How far before the newest sealed entry one looks for others. A transaction is committed later than its entry says:
 * seconds later mostly, minutes seldom, and what took still longer only the whole log shows.
 */
export type Reach = 'seconds' | 'minutes' | 'whole';

/** The log in the database, as the sealer needs it. */
export interface SealingStore {
  /** Runs `work` in one transaction, alone among all nodes; undefined when another node is at it. */
  exclusively<T>(work: (tx: SealingTx) => Promise<T>): Promise<T | undefined>;
}

export interface SealingTx {
  /** The newest key and the one before it. */
  signingKeys(): Promise<readonly StoredSigningKey[]>;
  appendSigningKey(key: StoredSigningKey): Promise<void>;
  lastCheckpoint(): Promise<{ readonly size: number; readonly note: string } | undefined>;
  /** Leaves from this number on, at most `limit`, in order. */
  leaves(from: number, limit: number): Promise<readonly Buffer[]>;
  /** Entries without a leaf, by time and id. */
  unsealed(limit: number, reach: Reach): Promise<readonly AuditEntry[]>;
  appendLeaves(leaves: readonly SealedEntry[]): Promise<void>;
  appendCheckpoint(checkpoint: { size: number; root: Buffer; note: string }): Promise<void>;
  /** Records that wait for their signature, the oldest first. */
  unsignedRecords(limit: number): Promise<readonly RecordStamp[]>;
  signRecord(record: RecordStamp, note: string, key: string): Promise<void>;
}

export interface SealedEntry {
  readonly seq: number;
  readonly entryId: string;
  readonly leaf: Buffer;
}

export interface Sealer {
  /** Seals what waits, a batch at most. How many were sealed; undefined when another node was at it. */
  sealOnce(reach?: Reach): Promise<number | undefined>;
  /** Signs the records that wait, a batch at most; in a transaction of its own, so that the log never waits for one. */
  signRecords(): Promise<void>;
  /**
   * Seals what waits and signs, as the last act of the key in use, that `fresh` signs from then on. `announce` writes
   * the entry that tells who did it. The size of the log then; undefined when another node was at it.
   */
  handOver(fresh: StoredSigningKey, announce: () => Promise<void>): Promise<number | undefined>;
}

export interface SealerOptions {
  readonly store: SealingStore;
  readonly open: OpenSigner;
  /** In place of `SEALED_AT_ONCE`. */
  readonly batch?: number;
}

/** The log no longer is what was signed: the sealer signs nothing on top of it, and an operator must look. */
export class AuditLogDamaged extends Error {
  override name = 'AuditLogDamaged';
}

const PAGE = 10_000;
const RECORDS_AT_ONCE = 100;

/** Entries a checkpoint covers at most. */
export const SEALED_AT_ONCE = 5_000;

/**
 * Orders new entries into the Merkle log and signs what it has become (claim FL-34). A batch is one transaction:
 * whenever the process dies, it is either wholly there or not at all.
 */
export function createSealer({ store, open, batch = SEALED_AT_ONCE }: SealerOptions): Sealer {
  // What this process has read or written, and found to be as signed.
  let verified = emptyTree();

  return {
    async sealOnce(reach = 'minutes') {
      const outcome = await store.exclusively(async (tx) => {
        const { signer, tree } = await catchUp(tx, verified, open);
        const entries = await tx.unsealed(batch, reach);
        if (entries.length > 0) await seal(tx, tree, entries, { signer });
        return { tree, sealed: entries.length };
      });
      // Only now is it committed.
      if (outcome) verified = outcome.tree;
      return outcome?.sealed;
    },
    async signRecords() {
      await store.exclusively(async (tx) => {
        const [newest] = await tx.signingKeys();
        if (newest === undefined) return;
        const { key, signer } = open(newest);
        for (const record of await tx.unsignedRecords(RECORDS_AT_ONCE))
          await tx.signRecord(record, signRecord(signer, key.name, record), formatCheckpointKey(key));
      });
    },
    handOver: (fresh, announce) =>
      store.exclusively(async (tx) => {
        const { signer, tree } = await catchUp(tx, verified, open);
        await announce();
        let entries = await tx.unsealed(batch, 'minutes');
        while (entries.length === batch) {
          await seal(tx, tree, entries, { signer });
          entries = await tx.unsealed(batch, 'minutes');
        }
        if (entries.length === 0) throw new Error('the entry that announces the new key is not there');
        await tx.appendSigningKey(fresh);
        await seal(tx, tree, entries, { signer, next: open(fresh).key });
        return tree.size;
      }),
  };
}

async function seal(
  tx: SealingTx,
  tree: MerkleTree,
  entries: readonly AuditEntry[],
  { signer, next }: { readonly signer: AuditSigner; readonly next?: CheckpointKey },
): Promise<void> {
  const sealed = entries.map((entry, i) => {
    const seq = tree.size + i;
    return { seq, entryId: entry.id, leaf: leafOf(seq, entry) };
  });
  for (const { leaf } of sealed) tree.append(leaf);
  const { size } = tree;
  const root = tree.root();
  await tx.appendLeaves(sealed);
  await tx.appendCheckpoint({
    size,
    root,
    note: signCheckpoint(signer.signer, { origin: signer.key.name, size, root, ...(next && { next }) }),
  });
}

/** The tree as it was last signed, by this node or another; read on from what is verified already. */
async function catchUp(tx: SealingTx, verified: MerkleTree, open: OpenSigner) {
  const [signer, before] = (await tx.signingKeys()).map(open);
  if (!signer) throw new AuditLogDamaged('The audit log has no key to sign with.');
  const last = await tx.lastCheckpoint();
  const signed = last ? openLast(last.note, signer, before) : { size: 0, root: emptyTree().root() };
  if (!signed || (last && last.size !== signed.size)) {
    throw new AuditLogDamaged('The last checkpoint of the audit log does not carry a good signature.');
  }
  if (signed.size < verified.size) {
    throw new AuditLogDamaged('The audit log is shorter than it was: entries or checkpoints were removed.');
  }
  const tree = verified.copy();
  while (tree.size < signed.size) {
    const leaves = await tx.leaves(tree.size, Math.min(PAGE, signed.size - tree.size));
    if (leaves.length === 0) break;
    for (const leaf of leaves) tree.append(leaf);
  }
  if (!tree.root().equals(signed.root)) {
    throw new AuditLogDamaged('The leaves of the audit log are not those that were signed.');
  }
  return { signer, tree };
}

/** The last checkpoint: signed by the key in use, or by the one before it as it handed over to exactly this key. */
function openLast(
  note: string,
  { key }: AuditSigner,
  before: AuditSigner | undefined,
): Checkpoint | undefined {
  const own = openCheckpoint(key, note);
  if (own) return own.next ? undefined : own;
  const handover = before && openCheckpoint(before.key, note);
  return handover?.next?.publicKey.equals(key.publicKey) ? handover : undefined;
}
