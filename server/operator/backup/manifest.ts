import { z } from 'zod';
import { StartError } from '../../platform/start-error.ts';
import { type Signer, verifySignature } from '../../security/crypto/index.ts';

const Digest = z.string().regex(/^[0-9a-f]{64}$/);
const Part = z.strictObject({ bytes: z.number().int().min(0), sha256: Digest });

/** What a backup is made of. It stands in the archive in clear, signed by the deployment, and is written last. */
export const Manifest = z.strictObject({
  format: z.literal(1),
  id: z.string().regex(/^\d{8}T\d{6}Z-[0-9a-f]{8}$/),
  deployment: z.string().max(300),
  takenAt: z.iso.datetime(),
  build: z.string().max(100),
  /** Which backup key opens it. */
  key: z.string().regex(/^[0-9a-f]{16}$/),
  migrations: z.array(z.strictObject({ number: z.number().int(), name: z.string(), sha256: Digest })).min(1),
  database: Part.extend({ rows: z.number().int().min(0) }),
  files: Part.extend({ count: z.number().int().min(0), missing: z.number().int().min(0) }),
  /** Undefined where the root key is in a key service. */
  rootKeys: Part.optional(),
});
export type Manifest = z.infer<typeof Manifest>;

const Signed = z.strictObject({
  manifest: z.string().max(1_000_000),
  signature: z.base64(),
  signer: z.base64(),
});

export function writeManifest(manifest: Manifest, signer: Signer): string {
  const text = JSON.stringify(manifest);
  const signature = signer.sign(Buffer.from(text, 'utf8')).toString('base64');
  return `${JSON.stringify({ manifest: text, signature, signer: signer.publicKey.toString('base64') })}\n`;
}

/**
 * The manifest of a file, if the deployment whose signing key is given signed it.
 * @throws StartError where it did not, or the file is damaged.
 */
export function readManifest(text: string, signer: Uint8Array): Manifest {
  try {
    const { manifest, signature } = Signed.parse(JSON.parse(text));
    if (verifySignature(signer, Buffer.from(manifest, 'utf8'), Buffer.from(signature, 'base64')))
      return Manifest.parse(JSON.parse(manifest));
  } catch (cause) {
    throw new StartError('The manifest of this backup is damaged.', { cause });
  }
  throw new StartError('The manifest of this backup was not signed by the deployment of this recovery kit.');
}

export const pathsOf = (id: string) => ({
  manifest: `backups/${id}/manifest.json`,
  database: `backups/${id}/database`,
  files: `backups/${id}/files`,
  rootKeys: `backups/${id}/root-keys`,
});

/** Files are kept once for all backups under one key. */
export const filePath = (key: string, file: string) => `files/${key}/${file}`;

/** What a sealed part is bound to: it opens as this part of this backup alone. */
export const labelOf = (id: string, part: string) => `${id}/${part}`;
export const fileLabel = (file: string) => `file/${file}`;
