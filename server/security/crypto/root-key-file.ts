import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  type Stats,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { RootKeyFileError } from './crypto.errors.ts';

const FIRST_LINE = 'caseward root keys 1';
const KEY_LINE = /^(local:[0-9a-f]{16}) ([A-Za-z0-9+/]{43}=)$/;
const KEY_SIZE = 32;

export interface FileKey {
  readonly id: string;
  readonly key: KeyObject;
}

/** The keys of the file, newest first; undefined when there is no file. Throws RootKeyFileError. */
export function readRootKeyFile(file: string): [FileKey, ...FileKey[]] | undefined {
  const lines = readPrivateLines(file);
  return lines && parseKeys(file, lines);
}

/** Makes the file with one fresh key, mode 0600. Of two processes trying at once one wins; false for the other. */
export function createRootKeyFile(file: string): boolean {
  const draft = writeDraft(file, [freshLine()]);
  try {
    // A hard link appears whole or not at all, and never replaces a file.
    linkSync(draft, file);
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw new RootKeyFileError(`The root key file ${file} cannot be created (${errorCode(error)}).`);
  } finally {
    unlinkSync(draft);
  }
  syncFolder(file);
  return true;
}

/** Puts the content of a lost file back. One that is there already has to be the same. Throws RootKeyFileError. */
export function keepRootKeyFile(file: string, content: Uint8Array): void {
  const lines = Buffer.from(content).toString('utf8').trimEnd().split('\n');
  parseKeys(file, lines);
  const known = readPrivateLines(file);
  if (known === undefined) {
    renameSync(writeDraft(file, lines.slice(1)), file);
    syncFolder(file);
  } else if (known.join('\n') !== lines.join('\n')) {
    throw new RootKeyFileError(
      `The root key file ${file} belongs to another deployment: move it away first. Nothing was changed.`,
    );
  }
}

/** Puts a fresh key in front: it wraps from now on, the older ones still open what they wrapped. Returns its id. */
export function addRootKey(file: string): string {
  const fresh = freshLine();
  replaceKeyLines(file, (lines) => [fresh, ...lines]);
  return fresh.slice(0, fresh.indexOf(' '));
}

/** Removes the keys that wrap nothing any more, but never the one in front. Returns the ids removed. */
export function removeRootKeys(file: string, used: ReadonlySet<string>): string[] {
  const removed: string[] = [];
  replaceKeyLines(file, (lines) =>
    lines.filter((line, i) => {
      const id = line.slice(0, line.indexOf(' '));
      if (i === 0 || used.has(id)) return true;
      removed.push(id);
      return false;
    }),
  );
  return removed;
}

function replaceKeyLines(file: string, change: (lines: string[]) => string[]): void {
  const lines = readPrivateLines(file);
  if (!lines) throw new RootKeyFileError(`There is no root key file at ${file}.`);
  parseKeys(file, lines);
  renameSync(writeDraft(file, change(lines.slice(1))), file);
  syncFolder(file);
}

function parseKeys(file: string, lines: string[]): [FileKey, ...FileKey[]] {
  const malformed = new RootKeyFileError(
    `The root key file ${file} is damaged: restore it from its backup. Nothing was changed.`,
  );
  if (lines[0] !== FIRST_LINE) throw malformed;
  const [first, ...others] = lines.slice(1).map((line) => {
    const [, id, text] = KEY_LINE.exec(line) ?? [];
    if (id === undefined || text === undefined) throw malformed;
    return { id, key: keyFrom(text) };
  });
  if (!first || new Set([first, ...others].map(({ id }) => id)).size !== others.length + 1) throw malformed;
  return [first, ...others];
}

function keyFrom(text: string): KeyObject {
  const bytes = Buffer.from(text, 'base64');
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

function freshLine(): string {
  return `local:${randomBytes(8).toString('hex')} ${randomBytes(KEY_SIZE).toString('base64')}`;
}

function readPrivateLines(file: string): string[] | undefined {
  let handle: number;
  try {
    handle = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw new RootKeyFileError(`The root key file ${file} cannot be read (${errorCode(error)}).`);
  }
  try {
    refusePublic(file, fstatSync(handle));
    return readFileSync(handle, 'utf8').trimEnd().split('\n');
  } finally {
    closeSync(handle);
  }
}

function refusePublic(file: string, stats: Stats): void {
  if (!stats.isFile()) throw new RootKeyFileError(`The root key ${file} is not a plain file.`);
  if (process.platform === 'win32') return;
  if ((stats.mode & 0o077) !== 0) {
    throw new RootKeyFileError(`The root key file ${file} can be read by others: run chmod 600 on it.`);
  }
}

function writeDraft(file: string, keyLines: string[]): string {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const handle = openSync(draft, 'wx', 0o600);
    try {
      writeFileSync(handle, `${[FIRST_LINE, ...keyLines].join('\n')}\n`);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw new RootKeyFileError(`The root key file ${file} cannot be written (${errorCode(error)}).`);
  }
  return draft;
}

function syncFolder(file: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(dirname(file), 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
