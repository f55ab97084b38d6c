import { inflateRawSync } from 'node:zlib';
import { StepFailed } from './expect.ts';

const LOCAL = 0x04034b50;

/** The files of a small archive by name, read from its beginning. Throws StepFailed for what is none. */
export function filesOfArchive(bytes: Uint8Array): ReadonlyMap<string, string> {
  const archive = Buffer.from(bytes);
  const files = new Map<string, string>();
  let at = 0;
  while (at + 30 <= archive.length && archive.readUInt32LE(at) === LOCAL) {
    const stored = archive.readUInt32LE(at + 18);
    const nameEnd = at + 30 + archive.readUInt16LE(at + 26);
    const begin = nameEnd + archive.readUInt16LE(at + 28);
    const content = archive.subarray(begin, begin + stored);
    if (content.length !== stored) throw new StepFailed('the archive ends too early');
    const clear = archive.readUInt16LE(at + 8) === 8 ? inflateRawSync(content) : content;
    files.set(archive.toString('utf8', at + 30, nameEnd), clear.toString('utf8'));
    at = begin + stored;
  }
  return files;
}
