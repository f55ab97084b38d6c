import type { RecoveryKit as PrintedKit } from '#contracts/recovery-kit.ts';
import { StartError } from '#server/platform/start-error.ts';
import {
  type BackupKey,
  backupKeyFrom,
  keyFingerprint,
  newBackupKey,
  randomCode,
  sha256,
} from '#server/security/crypto/index.ts';

/** What is on the printed page, in memory for as long as it is used. */
export interface RecoveryKit {
  readonly key: BackupKey;
  /** The public key the deployment signs its backups with: 32 bytes. */
  readonly signer: Buffer;
  /** The root keys as they were when the kit was made, sealed to this key; none where a key service has them. */
  readonly rootKeys: Buffer | undefined;
}

/** Letters and digits that are not taken for each other (Crockford's base 32). */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CHECK_BYTES = 4;

/** What the root keys on the page are bound to. */
export const KIT_LABEL = 'kit';

export function newWord(): string {
  return randomCode(8, 'ABCDEFGHJKMNPQRSTVWXYZ').replace(/(.{4})/, '$1-');
}

export interface NewKit {
  /** What is printed: the only copy of the key. */
  readonly printed: PrintedKit;
  readonly publicKey: Buffer;
}

interface KitFacts {
  readonly deployment: string;
  readonly madeAt: Date;
  readonly word: string;
  readonly signer: Buffer;
  /** Seals the root keys to the fresh public key. */
  readonly sealRootKeys: (publicKey: Buffer) => Promise<Buffer | undefined>;
}

/** A fresh backup key, and what goes on the page that is its only copy. */
export async function makeKit(facts: KitFacts): Promise<NewKit> {
  const { secret, key } = newBackupKey();
  const rootKeys = await facts.sealRootKeys(key.publicKey);
  const printed = {
    deployment: facts.deployment,
    madeOn: facts.madeAt.toISOString().slice(0, 10),
    fingerprint: keyFingerprint(key.publicKey),
    word: facts.word,
    backupKey: inGroups(secret),
    signer: inGroups(facts.signer),
    rootKeys: rootKeys === undefined ? 'none' : inGroups(rootKeys),
  };
  secret.fill(0);
  return { printed: { ...printed, page: pageOf(printed) }, publicKey: key.publicKey };
}

/** The page as text, for a printer or a file. */
function pageOf(kit: Omit<PrintedKit, 'page'>): string {
  return [
    'CASEWARD RECOVERY KIT',
    '',
    `Deployment:   ${kit.deployment}`,
    `Made:         ${kit.madeOn}`,
    `Fingerprint:  ${kit.fingerprint}`,
    `Check word:   ${kit.word}`,
    '',
    'With this page and the backups, everything can be read and restored. Without it, no backup can be opened, by',
    'anyone. Print it twice, keep the two apart, and not beside the backups. Nothing of it stays on the server.',
    '',
    'To restore on an empty machine: install the same version of Caseward or a later one, set CASEWARD_BACKUPS and what',
    'belongs to it, put the three lines below into a file, and run',
    '',
    '    npx caseward restore --kit FILE',
    '',
    `backup-key: ${kit.backupKey}`,
    `signer: ${kit.signer}`,
    `root-keys: ${kit.rootKeys}`,
    '',
  ].join('\n');
}

/** Reads a kit as it was kept or typed: spaces, dashes, line ends and small letters do not matter. Throws StartError. */
export function readKit(text: string): RecoveryKit {
  const secret = fieldOf(text, 'backup-key');
  const signer = fieldOf(text, 'signer');
  if (secret === undefined || signer === undefined)
    throw new StartError('This is no recovery kit: it needs the lines backup-key and signer.');
  return { key: backupKeyFrom(secret), signer, rootKeys: fieldOf(text, 'root-keys') };
}

function fieldOf(text: string, name: string): Buffer | undefined {
  const typed = typedBehind(text, name).replaceAll(/[\s-]/g, '').toUpperCase();
  if (typed === '' || typed === 'NONE') return undefined;
  const bytes = decode(typed);
  const content = bytes?.subarray(0, -CHECK_BYTES);
  if (bytes === undefined || content === undefined || !checkOf(content).equals(bytes.subarray(-CHECK_BYTES)))
    throw new StartError(
      `The line ${name} of the recovery kit is not as it was printed; compare each letter.`,
    );
  return content;
}

/** From behind the name to the next name or empty line: what was typed may be broken into lines. */
function typedBehind(text: string, name: string): string {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const first = lines.findIndex((line) => line.toLowerCase().startsWith(`${name}:`));
  if (first < 0) return '';
  const rest = lines.slice(first + 1);
  const end = rest.findIndex((line) => line === '' || line.includes(':'));
  return [lines[first]?.slice(name.length + 1), ...rest.slice(0, end < 0 ? undefined : end)].join('');
}

/** With a checksum behind, in groups of four. */
function inGroups(bytes: Buffer): string {
  let text = '';
  let held = 0;
  let bits = 0;
  for (const byte of Buffer.concat([bytes, checkOf(bytes)])) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) text += LETTERS[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  if (bits > 0) text += LETTERS[(held << (5 - bits)) & 31];
  return text.replaceAll(/(.{4})(?=.)/g, '$1-');
}

function decode(text: string): Buffer | undefined {
  const bytes: number[] = [];
  let held = 0;
  let bits = 0;
  for (const letter of text.replaceAll('O', '0').replaceAll(/[IL]/g, '1')) {
    const value = LETTERS.indexOf(letter);
    if (value < 0) return undefined;
    held = (held << 5) | value;
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((held >> bits) & 255);
    held &= (1 << bits) - 1;
  }
  // What is left of the last letter was printed as zeros.
  return held === 0 && bytes.length > CHECK_BYTES ? Buffer.from(bytes) : undefined;
}

function checkOf(bytes: Buffer): Buffer {
  return sha256(bytes).subarray(0, CHECK_BYTES);
}
