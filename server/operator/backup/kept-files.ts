import { buffer } from 'node:stream/consumers';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { StartError } from '../../platform/start-error.ts';
import { sha256Hex } from '../../security/crypto/index.ts';
import type { Digested } from './digested.ts';

/** The files of a backup, each with what its sealed copy in the archive is. */
export type KeptFiles = ReadonlyMap<string, Digested>;

const LINE = /^([0-9a-f-]{36}\/[0-9a-f-]{36}) (\d{1,15}) ([0-9a-f]{64})$/;

/** Lines of file, bytes and digest, compressed. It tells no more than the names in the archive do. */
export function writeKeptFiles(files: KeptFiles): Buffer {
  const lines = [...files].map(([file, { bytes, sha256 }]) => `${file} ${bytes} ${sha256}\n`);
  return zstdCompressSync(Buffer.from(lines.join(''), 'latin1'));
}

/** @throws StartError where it is not what the manifest says. */
export async function readKeptFiles(
  stream: AsyncIterable<Uint8Array>,
  expected: Digested,
): Promise<KeptFiles> {
  const packed = await buffer(stream);
  if (sha256Hex(packed) !== expected.sha256)
    throw new StartError('The list of files of this backup is not the one its manifest names.');
  const lines = zstdDecompressSync(packed).toString('latin1').split('\n').slice(0, -1);
  return new Map(lines.map(parseLine));
}

function parseLine(line: string): [string, Digested] {
  const [, file, bytes, sha256] = LINE.exec(line) ?? [];
  if (file === undefined || sha256 === undefined)
    throw new StartError('The list of files of this backup is damaged.');
  return [file, { bytes: Number(bytes), sha256 }];
}
