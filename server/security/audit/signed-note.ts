import { type Signer, sha256, verifySignature } from '#server/security/crypto/index.ts';

/** The public half of the key that signs the log, and what belongs beside it. */
export interface CheckpointKey {
  readonly name: string;
  /** Ed25519, 32 bytes. */
  readonly publicKey: Buffer;
}

const ED25519 = 1;
const ID_SIZE = 4;
const KEY_NAME = /^[^\s+]+$/u;
const VERIFIER_KEY = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u;
const SIGNATURE_LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;

/** A text that ends in a line feed, with its signature below it (C2SP signed-note). */
export function signNote(signer: Signer, name: string, body: string): string {
  if (!KEY_NAME.test(name)) throw new TypeError('an origin has no spaces and no plus sign');
  const id = keyId({ name, publicKey: signer.publicKey });
  const signature = Buffer.concat([id, signer.sign(Buffer.from(body, 'utf8'))]);
  return `${body}\n— ${name} ${signature.toString('base64')}\n`;
}

/**
 * The text of a note that carries a good signature of this key; undefined for any other. Signatures of others
 * (witnesses) may stand beside it and are not looked at.
 */
export function openNote(key: CheckpointKey, note: string): string | undefined {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return undefined;
  const body = note.slice(0, end + 1);
  const signatures = note.slice(end + 2, -1).split('\n');
  if (!signatures.every((line) => SIGNATURE_LINE.test(line))) return undefined;
  const ours = signatures.filter((line) => isOurs(key, line));
  return ours.length > 0 && ours.every((line) => signed(key, body, line)) ? body : undefined;
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
