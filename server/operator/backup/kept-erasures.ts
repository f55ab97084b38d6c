import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import type { Archive } from '../../platform/archive/index.ts';
import type { Db } from '../../platform/db/index.ts';
import { type Signer, verifySignature } from '../../security/crypto/index.ts';
import { type DoneErasure, listErasures } from '../replay-erasures.ts';

const FOLDER = 'erasures/';
const HALF_A_DAY = 12 * 3_600_000;
const Hex = z.string().regex(/^([0-9a-f]{2})*$/);

/** Ids, counts and sealed placeholders: nothing here says who was erased. */
const Erasure = z.strictObject({
  format: z.literal(1),
  id: z.guid(),
  kind: z.enum(['person', 'member', 'workspace']),
  subject_id: z.guid(),
  asked_by: z.guid().nullable(),
  done_at: z.string().max(40),
  replacement: z.strictObject({
    digest: Hex.optional(),
    profile: Hex.optional(),
    members: z.record(z.guid(), Hex).optional(),
  }),
  certificate: z.string().max(100_000),
  digest: Hex,
  note: z.string().max(2_000).nullable(),
  key: z.string().max(500).nullable(),
});
const Signed = z.strictObject({ erasure: z.string().max(1_000_000), signature: z.base64() });

/** One erasure as a line, signed as backups are. */
export function writeErasure({ digest, ...erasure }: DoneErasure, signer: Signer): string {
  const written = JSON.stringify({ format: 1, ...erasure, digest: digest.toString('hex') });
  const signature = signer.sign(Buffer.from(written, 'utf8')).toString('base64');
  return `${JSON.stringify({ erasure: written, signature })}\n`;
}

/** Undefined where the deployment whose signing key is given did not sign it: nobody else has anybody erased. */
export function readErasure(line: string, signer: Uint8Array): DoneErasure | undefined {
  try {
    const { erasure, signature } = Signed.parse(JSON.parse(line));
    if (!verifySignature(signer, Buffer.from(erasure, 'utf8'), Buffer.from(signature, 'base64'))) return;
    const { format, digest, replacement, ...rest } = Erasure.parse(JSON.parse(erasure));
    const { digest: address, profile, members } = replacement;
    return {
      ...rest,
      digest: Buffer.from(digest, 'hex'),
      replacement: {
        ...(address !== undefined && { digest: address }),
        ...(profile !== undefined && { profile }),
        ...(members !== undefined && { members }),
      },
    };
  } catch {
    return undefined;
  }
}

/**
 * Puts beside the backups what was erased since: an older backup does not know, and its restore has to. One file each, never
 * removed; the youngest are written again, since their certificate is signed a moment after. Gives how many were written.
 */
export async function keepErasures(
  { db, archive, signer }: { db: Db; archive: Archive; signer: Signer },
  now = new Date(),
): Promise<number> {
  const there = new Set<string>();
  for await (const { name } of archive.list(FOLDER)) there.add(name);
  let written = 0;
  for (const erasure of await listErasures(db)) {
    const young = now.getTime() - new Date(erasure.done_at).getTime() < HALF_A_DAY;
    if (there.has(fileOf(erasure.id)) && !young) continue;
    await archive.put(fileOf(erasure.id), Readable.from([Buffer.from(writeErasure(erasure, signer))]));
    written += 1;
  }
  return written;
}

/** Every erasure of the archive, and the names of the files that hold none of this deployment. */
export async function keptErasures(
  archive: Archive,
  signer: Uint8Array,
): Promise<{ erasures: DoneErasure[]; strange: string[] }> {
  const erasures: DoneErasure[] = [];
  const strange: string[] = [];
  for await (const { name } of archive.list(FOLDER)) {
    const found = readErasure(await text(await archive.get(name)), signer);
    if (found === undefined || fileOf(found.id) !== name) strange.push(name);
    else erasures.push(found);
  }
  return { erasures, strange };
}

const fileOf = (id: string) => `${FOLDER}${id}.json`;
