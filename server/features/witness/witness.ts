import type { CheckpointToWitness, WitnessedCheckpoint, WitnessState } from '#contracts/witness.ts';
import { AppError } from '#server/platform/app-error.ts';
import {
  type Checkpoint,
  formatCheckpointKey,
  openCheckpoint,
  parseCheckpointKey,
} from '#server/security/audit/checkpoint.ts';
import { cosign, formatWitnessKey } from '#server/security/audit/cosignature.ts';
import { verifyConsistency } from '#server/security/audit/merkle.verify.ts';
import { derivedSigner } from '#server/security/crypto/index.ts';
import type { Services } from '#server/security/services.ts';
import { witnessStore } from './witness.store.ts';

/** This deployment as a witness: a key of its own, which signs nothing else. */
export function ownWitness({ system, publicUrl }: Pick<Services, 'system' | 'publicUrl'>) {
  const signer = derivedSigner(system(), 'audit witness');
  const name = `${new URL(publicUrl).host}/witness`;
  return { signer, name, key: formatWitnessKey({ name, publicKey: signer.publicKey }) };
}

export async function readWitness(services: Services): Promise<WitnessState> {
  const store = witnessStore(services.db);
  const [seen, log] = await Promise.all([store.seen(), store.logKey()]);
  const logs = seen.map(({ origin, size, note, at }) => ({
    origin,
    size: Number(size),
    checkpoint: note,
    at,
  }));
  return { key: ownWitness(services).key, log: log === undefined ? null : formatCheckpointKey(log), logs };
}

/**
 * Countersigns a checkpoint of a log this deployment was told to witness, if it continues what was seen of that log
 * before. A log that was rewritten cannot prove that, whoever runs it.
 * @throws AppError not_found for another log, conflict with the `size` that was seen last, invalid_field without a proof
 */
export async function witness(
  services: Services,
  { old, consistency, checkpoint: note }: CheckpointToWitness,
): Promise<WitnessedCheckpoint> {
  const checkpoint = openKnown(services.witnessedLogs, note);
  const store = witnessStore(services.db);
  const before = await store.find(checkpoint.origin);
  const size = Number(before?.size ?? 0);
  if (size !== old) throw new AppError('conflict', { details: { size } });
  if (before !== undefined && !continues(before, checkpoint, consistency)) throw unproven();
  const moved = await store.move({ ...checkpoint, old, note });
  if (!moved) throw new AppError('conflict', { details: { size } });
  const { signer, name } = ownWitness(services);
  return { cosignature: cosign(signer, name, note, Math.floor(services.clock.now().getTime() / 1_000)) };
}

function openKnown(keys: readonly string[], note: string): Checkpoint {
  for (const text of keys) {
    const key = parseCheckpointKey(text);
    const opened = key && openCheckpoint(key, note);
    if (opened) return opened;
  }
  throw new AppError('not_found');
}

function continues(
  { size, root }: { readonly size: string; readonly root: Buffer },
  later: Checkpoint,
  consistency: readonly string[],
): boolean {
  if (Number(size) === 0) return true;
  const proof = consistency.map((node) => Buffer.from(node, 'base64'));
  return verifyConsistency({ size: Number(size), root, laterSize: later.size, laterRoot: later.root, proof });
}

function unproven(): AppError {
  return new AppError('invalid_field', {
    field: 'consistency',
    message: 'This does not prove that the log continues what was seen of it.',
  });
}
