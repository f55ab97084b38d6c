import type { SignedFile } from '../sign-record.ts';
import { KEY, listed, MANIFEST, type Manifest, NOTE } from './manifest.ts';
import { archiveOf, type PackFile } from './pack-archive.ts';

/** Signs a text, as `signHere` does. */
export type Sign = (stamp: { kind: string; id: string; text: string }) => Promise<SignedFile>;

/** A pack: the manifest, its signature by the key of the audit log, that key, and the files. */
export async function sealPack(
  about: Omit<Manifest, 'format' | 'files'>,
  files: readonly PackFile[],
  sign: Sign,
): Promise<Buffer> {
  const manifest: Manifest = { format: 'caseward evidence pack 1', ...about, files: listed(files) };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const { note, key } = await sign({ kind: 'evidence_pack', id: manifest.id, text });
  return archiveOf([textFile(MANIFEST, text), textFile(NOTE, note), textFile(KEY, `${key}\n`), ...files]);
}

export function textFile(name: string, text: string): PackFile {
  return { name, bytes: Buffer.from(text, 'utf8') };
}

export function jsonFile(name: string, value: unknown): PackFile {
  return textFile(name, `${JSON.stringify(value, null, 2)}\n`);
}
