import { z } from 'zod';
import { sha256Hex } from '../../security/crypto/index.ts';
import type { PackFile } from './pack-archive.ts';

/** What stands first in a pack: which one it is, and every other file with its size and SHA-256. */
export const Manifest = z.strictObject({
  format: z.literal('caseward evidence pack 1'),
  id: z.uuidv4(),
  madeAt: z.iso.datetime(),
  deployment: z.url().max(2048),
  build: z.strictObject({
    version: z.string().regex(/^[\w.+-]{1,40}$/),
    commit: z.string().regex(/^[\w-]{1,64}$/),
    /** SHA-256 of `build/files.sha256`. */
    digest: z.string().regex(/^[0-9a-f]{64}$/),
  }),
  files: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[\w./-]{1,200}$/),
        bytes: z.int().min(0),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
      }),
    )
    .max(1_000),
});
export type Manifest = z.infer<typeof Manifest>;

export const MANIFEST = 'manifest.json';
export const NOTE = 'manifest.note';
export const KEY = 'key.txt';

export function listed(files: readonly PackFile[]): Manifest['files'] {
  return files.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256Hex(bytes) }));
}
