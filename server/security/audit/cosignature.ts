import { type Signer, sha256, verifySignature } from '#server/security/crypto/index.ts';
import type { CheckpointKey } from './signed-note.ts';

/** What a witness says: that it saw this checkpoint, and none that it does not continue, at this moment. */
export interface Cosignature {
  readonly witness: CheckpointKey;
  /** Seconds since 1970. */
  readonly at: number;
}

const COSIGNATURE_V1 = 4;
const ID_SIZE = 4;
const TIME_SIZE = 8;
const LINE = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/u;
const VERIFIER_KEY = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/u;

/** The line that a witness adds below a checkpoint (C2SP tlog-cosignature, `cosignature/v1`). */
export function cosign(signer: Signer, name: string, note: string, at: number): string {
  const time = Buffer.alloc(TIME_SIZE);
  time.writeBigUInt64BE(BigInt(at));
  const id = witnessId({ name, publicKey: signer.publicKey });
  const signature = Buffer.concat([id, time, signer.sign(signedText(bodyOf(note), at))]);
  return `— ${name} ${signature.toString('base64')}`;
}

/** The cosignature of this witness below a note; undefined where there is none that holds. */
export function cosignatureOf(witness: CheckpointKey, note: string): Cosignature | undefined {
  for (const line of note.slice(bodyOf(note).length + 1).split('\n')) {
    const at = momentOf(witness, note, line);
    if (at !== undefined) return { witness, at };
  }
  return undefined;
}

function momentOf(witness: CheckpointKey, note: string, line: string): number | undefined {
  const [, name, encoded = ''] = LINE.exec(line) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (name !== witness.name || bytes.length !== ID_SIZE + TIME_SIZE + 64) return undefined;
  if (!bytes.subarray(0, ID_SIZE).equals(witnessId(witness))) return undefined;
  const at = Number(bytes.readBigUInt64BE(ID_SIZE));
  const signature = bytes.subarray(ID_SIZE + TIME_SIZE);
  return verifySignature(witness.publicKey, signedText(bodyOf(note), at), signature) ? at : undefined;
}

/** The key of a witness as text: `name+id+key`. */
export function formatWitnessKey(key: CheckpointKey): string {
  const material = Buffer.concat([Buffer.of(COSIGNATURE_V1), key.publicKey]);
  return `${key.name}+${witnessId(key).toString('hex')}+${material.toString('base64')}`;
}

export function parseWitnessKey(text: string): CheckpointKey | undefined {
  const [, name, id, encoded] = VERIFIER_KEY.exec(text) ?? [];
  if (name === undefined || encoded === undefined) return undefined;
  const material = Buffer.from(encoded, 'base64');
  const key = { name, publicKey: material.subarray(1) };
  const sound = material.length === 33 && material[0] === COSIGNATURE_V1;
  return sound && witnessId(key).toString('hex') === id ? key : undefined;
}

function signedText(body: string, at: number): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${at}\n${body}`, 'utf8');
}

/** The text of a note, above its signatures. */
function bodyOf(note: string): string {
  return note.slice(0, note.lastIndexOf('\n\n') + 1);
}

function witnessId({ name, publicKey }: CheckpointKey): Buffer {
  const named = Buffer.from(`${name}\n`, 'utf8');
  return sha256(Buffer.concat([named, Buffer.of(COSIGNATURE_V1), publicKey])).subarray(0, ID_SIZE);
}
