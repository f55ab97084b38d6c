import type { Signer } from '#server/security/crypto/index.ts';
import {
  type CheckpointKey,
  formatCheckpointKey,
  openNote,
  parseCheckpointKey,
  signNote,
} from './signed-note.ts';

export { type CheckpointKey, formatCheckpointKey, parseCheckpointKey } from './signed-note.ts';

/** What the log was at one moment: its size, and the root over its leaves. */
export interface Checkpoint {
  /** Which log, such as `cases.example.org/audit`; also the name of its key. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** The key that signs every later checkpoint, where this one hands over to it. */
  readonly next?: CheckpointKey;
}

const NEXT_KEY = 'caseward-next-key ';
const SIZE = /^(0|[1-9][0-9]{0,15})$/;

/**
 * A checkpoint as a signed note (C2SP tlog-checkpoint and signed-note): text that anyone can keep and compare. The
 * next key, where there is one, is its extension line, and so is signed by the key that hands over.
 */
export function signCheckpoint(signer: Signer, checkpoint: Checkpoint): string {
  const { origin, size, root, next } = checkpoint;
  const handover = next === undefined ? '' : `${NEXT_KEY}${formatCheckpointKey(next)}\n`;
  return signNote(signer, origin, `${origin}\n${size}\n${root.toString('base64')}\n${handover}`);
}

/** The checkpoint of a note that carries a good signature of this key; undefined for any other text. */
export function openCheckpoint(key: CheckpointKey, note: string): Checkpoint | undefined {
  const body = openNote(key, note);
  return body === undefined ? undefined : parseBody(body, key.name);
}

function parseBody(body: string, origin: string): Checkpoint | undefined {
  const [first, sizeText = '', rootText = '', ...rest] = body.split('\n');
  const root = Buffer.from(rootText, 'base64');
  if (first !== origin || !SIZE.test(sizeText)) return undefined;
  if (root.length !== 32 || root.toString('base64') !== rootText) return undefined;
  const size = Number(sizeText);
  if (!Number.isSafeInteger(size)) return undefined;
  const handovers = rest.filter((line) => line.startsWith(NEXT_KEY));
  if (handovers.length === 0) return { origin, size, root };
  const next = parseCheckpointKey(handovers[0]?.slice(NEXT_KEY.length) ?? '');
  // A line that names no key of this log, or two, is not something to guess about.
  return handovers.length === 1 && next?.name === origin ? { origin, size, root, next } : undefined;
}
