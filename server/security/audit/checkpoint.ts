import { type Signer, sha256, verifySignature } from '#server/security/crypto/index.ts';

/** What the log was at one moment: its size, and the root over its leaves. */
export interface Checkpoint {
  /** Which log, such as `cases.example.org/audit`; also the name of its key. */
  readonly origin: string;
  readonly size: number;
  readonly root: Buffer;
  /** The key that signs every later checkpoint, where this one hands over to it. */
  readonly next?: CheckpointKey;
}

/** The public half of the key that signs checkpoints. */
export interface CheckpointKey {
  readonly name: string;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Buffer;
}

const ED25519 = 1;
const NEXT_KEY = 'caseward-next-key ';
const ID_SIZE = 4;
const KEY_NAME = /^[^\s+]+$/u;
const VERIFIER_KEY = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;
const SIZE = /^(0|[1-9][0-9]{0,15})$/;

/**
 * A checkpoint as a signed note (C2SP tlog-checkpoint and signed-note): text that anyone can keep and compare. The
 * next key, where there is one, is its extension line, and so is signed by the key that hands over.
 */
export function signCheckpoint(signer: Signer, checkpoint: Checkpoint): string {
  const { origin, size, root, next } = checkpoint;
  if (!KEY_NAME.test(origin)) throw new TypeError('an origin has no spaces and no plus sign');
  const handover = next === undefined ? '' : `${NEXT_KEY}${formatCheckpointKey(next)}\n`;
  const body = `${origin}\n${size}\n${root.toString('base64')}\n${handover}`;
  const id = keyId({ name: origin, publicKey: signer.publicKey });
  const signature = Buffer.concat([id, signer.sign(Buffer.from(body, 'utf8'))]);
  return `${body}\n— ${origin} ${signature.toString('base64')}\n`;
}

/**
 * The checkpoint of a note that carries a good signature of this key; undefined for any other text.
 * Signatures of others (witnesses) may stand beside it and are not looked at.
 */
export function openCheckpoint(key: CheckpointKey, note: string): Checkpoint | undefined {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return undefined;
  const body = note.slice(0, end + 1);
  const signatures = note.slice(end + 2, -1).split('\n');
  if (!signatures.every((line) => SIGNATURE_LINE.test(line))) return undefined;
  const ours = signatures.filter((line) => isOurs(key, line));
  const [first] = ours;
  if (first === undefined || !ours.every((line) => signed(key, body, line))) return undefined;
  return parseBody(body, key.name);
}

/** The key as text (C2SP signed-note verifier key): `name+id+key`. */
export function formatCheckpointKey(key: CheckpointKey): string {
  const material = Buffer.concat([Buffer.of(ED25519), key.publicKey]);
  return `${key.name}+${keyId(key).toString('hex')}+${material.toString('base64')}`;
}

export function parseCheckpointKey(text: string): CheckpointKey | undefined {
  const [, name, id, encoded] = VERIFIER_KEY.exec(text) ?? [];
  if (name === undefined || id === undefined || encoded === undefined) return undefined;
  const material = Buffer.from(encoded, 'base64');
  const key = { name, publicKey: material.subarray(1) };
  const sound = material.length === 33 && material[0] === ED25519 && material.toString('base64') === encoded;
  return sound && keyId(key).toString('hex') === id ? key : undefined;
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

function isOurs(key: CheckpointKey, line: string): boolean {
  const [, name, encoded = ''] = SIGNATURE_LINE.exec(line) ?? [];
  return name === key.name && Buffer.from(encoded, 'base64').subarray(0, ID_SIZE).equals(keyId(key));
}

function signed(key: CheckpointKey, body: string, line: string): boolean {
  const [, , encoded = ''] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  const canonical = bytes.toString('base64') === encoded;
  return canonical && verifySignature(key.publicKey, Buffer.from(body, 'utf8'), bytes.subarray(ID_SIZE));
}

function keyId({ name, publicKey }: CheckpointKey): Buffer {
  return sha256(Buffer.concat([Buffer.from(`${name}\n`, 'utf8'), Buffer.of(ED25519), publicKey])).subarray(
    0,
    ID_SIZE,
  );
}
