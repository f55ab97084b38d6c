import type { Signer } from '#server/security/crypto/index.ts';
import { type CheckpointKey, openNote, signNote } from './signed-note.ts';

/** What is signed of a record: which one it is, and the SHA-256 of its text. */
export interface RecordStamp {
  readonly kind: string;
  readonly workspaceId: string;
  readonly id: string;
  readonly digest: Buffer;
}

// No origin of a log has a space in it, so that a record never passes for a checkpoint, nor the other way round.
const FIRST_LINE = 'caseward record 1';

/** The stamp as a signed note (C2SP signed-note), by the key of the audit log. */
export function signRecord(signer: Signer, name: string, record: RecordStamp): string {
  const { kind, workspaceId, id, digest } = record;
  return signNote(signer, name, [FIRST_LINE, kind, workspaceId, id, digest.toString('hex'), ''].join('\n'));
}

/** The stamp of a note that this key has signed; undefined for any other text. */
export function openRecordNote(key: CheckpointKey, note: string): RecordStamp | undefined {
  const [first, kind, workspaceId, id, hex, end, ...rest] = openNote(key, note)?.split('\n') ?? [];
  if (first !== FIRST_LINE || end !== '' || rest.length > 0) return undefined;
  if (!kind || !workspaceId || !id || !/^[0-9a-f]{64}$/.test(hex ?? '')) return undefined;
  return { kind, workspaceId, id, digest: Buffer.from(hex ?? '', 'hex') };
}
