import { z } from 'zod';
import { Timestamp } from './common.ts';

const Size = z.int().min(0);
const Node = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);
const Note = z.string().min(50).max(10_000);

/** A log's checkpoint, with the proof (RFC 9162, 2.1.4) that it continues the one of size `old` the witness has seen. */
export const CheckpointToWitness = z.strictObject({
  old: Size,
  consistency: z.array(Node).max(64),
  checkpoint: Note,
});
export type CheckpointToWitness = z.infer<typeof CheckpointToWitness>;

/** The line to put below the checkpoint (C2SP tlog-cosignature). */
export const WitnessedCheckpoint = z.strictObject({ cosignature: z.string().max(1_000) });
export type WitnessedCheckpoint = z.infer<typeof WitnessedCheckpoint>;

/** Who this witness is, and the newest checkpoint it has seen of each log. */
export const WitnessState = z.strictObject({
  key: z.string().max(1_000),
  /** The key of this deployment's own log, which others are told to witness; null before its first start was over. */
  log: z.string().max(1_000).nullable(),
  logs: z
    .array(z.strictObject({ origin: z.string().max(300), size: Size, checkpoint: Note, at: Timestamp }))
    .max(100),
});
export type WitnessState = z.infer<typeof WitnessState>;
