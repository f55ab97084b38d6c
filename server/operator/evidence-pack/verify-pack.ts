import { openRecordNote } from '../../security/audit/record-note.ts';
import { parseCheckpointKey } from '../../security/audit/signed-note.ts';
import { sha256 } from '../../security/crypto/index.ts';
import { KEY, listed, MANIFEST, Manifest, NOTE } from './manifest.ts';
import { filesOf, type PackFile } from './pack-archive.ts';

export type PackVerdict =
  | {
      readonly ok: true;
      readonly manifest: Manifest;
      readonly files: ReadonlyMap<string, Buffer>;
      /** The key that signed it, as text. */
      readonly key: string;
    }
  | { readonly ok: false; readonly sentence: string };

/**
 * Whether a pack is as it was signed, byte for byte. `given` is the public key got elsewhere; without it a forger may have
 * signed with a key of their own.
 */
export async function verifyPack(archive: Buffer, given?: string): Promise<PackVerdict> {
  const files = await filesOf(archive).catch((error: unknown) => String(error));
  if (typeof files === 'string') return broken(`The archive is damaged (${files}).`);
  const [manifest, note, key, ...rest] = files;
  if (manifest?.name !== MANIFEST || note?.name !== NOTE || key?.name !== KEY)
    return broken('It does not begin with a manifest, its signature and a key.');
  const keyText = textOf(key).replace(/\n$/, '');
  const publicKey = parseCheckpointKey(keyText);
  if (publicKey === undefined || textOf(key) !== `${keyText}\n`) return broken('Its key is none.');
  if (given !== undefined && given !== keyText) return broken('It was signed by another key.');
  const stamp = openRecordNote(publicKey, textOf(note));
  if (stamp?.kind !== 'evidence_pack') return broken('The signature is not one of its key.');
  if (!stamp.digest.equals(sha256(manifest.bytes)))
    return broken('The manifest is not the one that was signed.');
  return compare(manifest, rest, { id: stamp.id, key: keyText });
}

function compare(
  { bytes }: PackFile,
  files: readonly PackFile[],
  signed: { readonly id: string; readonly key: string },
): PackVerdict {
  const manifest = parse(bytes.toString('utf8'));
  if (manifest === undefined || manifest.id !== signed.id) return broken('The manifest cannot be read.');
  const found = listed(files);
  for (const [index, told] of manifest.files.entries()) {
    if (JSON.stringify(found[index]) !== JSON.stringify(told))
      return broken(`${told.name} is not the one that was signed, or not in its place.`);
  }
  const [more] = files.slice(manifest.files.length);
  if (more !== undefined) return broken(`${more.name} is not in the manifest.`);
  const contents = new Map(files.map(({ name, bytes: content }) => [name, content]));
  if (contents.size !== files.length) return broken('Two of its files have one name.');
  return { ok: true, manifest, files: contents, key: signed.key };
}

function parse(text: string): Manifest | undefined {
  try {
    return Manifest.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function textOf({ bytes }: PackFile): string {
  return bytes.toString('utf8');
}

function broken(sentence: string): PackVerdict {
  return { ok: false, sentence };
}
