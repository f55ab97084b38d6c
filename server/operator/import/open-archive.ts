import type { FileHandle } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { EXPORT_FORMAT } from '../../features/exports/index.ts';
import { StartError } from '../../platform/start-error.ts';
import { type ArchivedFile, readArchive, type ZipSource } from '../../platform/zip/index.ts';
import { createSha256 } from '../../security/crypto/index.ts';

const Manifest = z.object({
  format: z.string(),
  workspaceId: z.uuid(),
  files: z.array(z.object({ name: z.string(), size: z.number(), sha256: z.string() })),
});

export interface OpenArchive {
  /** The workspace it is of. */
  readonly workspaceId: string;
  /** SHA-256 of the manifest, hex: names the archive. */
  readonly digest: string;
  /** Every kind of record it holds. */
  readonly kinds: readonly string[];
  /** The records of a kind, one by one. */
  records(kind: string): AsyncGenerator<Record<string, unknown>, void, undefined>;
  /** The file of an `evidence` record. */
  file(evidenceId: string): ArchivedFile | undefined;
}

const LARGEST_MANIFEST = 512 * 1024 * 1024;

/** Bytes of an open file at random. */
export function fileSource(file: FileHandle, size: number): ZipSource {
  return {
    size,
    async readAt(offset, length) {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
  };
}

/**
 * Opens an export and reads all of it once: each file has to be there and as the manifest says.
 * @throws StartError for what is no export, or was changed; ZipError for what is no archive.
 */
export async function openArchive(source: ZipSource): Promise<OpenArchive> {
  const files = new Map<string, ArchivedFile>();
  for await (const file of readArchive(source)) files.set(file.name, file);
  const stated = files.get('manifest.json');
  if (stated === undefined || stated.size > LARGEST_MANIFEST)
    throw new StartError('This is no export of a workspace.');
  const text = Buffer.concat(await Array.fromAsync(stated.content())).toString();
  const parsed = Manifest.safeParse(parsedJson(text));
  if (!parsed.success || parsed.data.format !== EXPORT_FORMAT)
    throw new StartError('This is no export that this version reads.');
  const manifest = parsed.data;
  for (const { name, sha256, size } of manifest.files) {
    const file = files.get(name);
    if (file === undefined || file.size !== size || (await digestOf(file)) !== sha256)
      throw new StartError(`${name} is not as the manifest says: the export was changed or is not whole.`);
  }
  const named = new Set(manifest.files.map(({ name }) => name));
  return {
    workspaceId: manifest.workspaceId,
    digest: createSha256().update(text).digest().toString('hex'),
    kinds: [
      ...new Set([...named].flatMap((name) => /^records\/(.+)-\d{4}\.ndjson$/.exec(name)?.[1] ?? [])),
    ].sort(),
    async *records(kind) {
      for (const name of [...named]
        .filter((one) => one.startsWith(`records/${kind}-0`) || one.startsWith(`records/${kind}-1`))
        .sort()) {
        const file = files.get(name);
        if (file !== undefined) yield* linesOf(file);
      }
    },
    file(evidenceId) {
      const name = [...named].find((one) => one.startsWith(`files/${evidenceId}/`));
      return name === undefined ? undefined : files.get(name);
    },
  };
}

async function* linesOf(file: ArchivedFile): AsyncGenerator<Record<string, unknown>, void, undefined> {
  for await (const line of createInterface({
    input: Readable.from(file.content()),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    yield z.record(z.string(), z.unknown()).parse(JSON.parse(line));
  }
}

async function digestOf(file: ArchivedFile): Promise<string> {
  const digest = createSha256();
  for await (const chunk of file.content()) digest.update(chunk);
  return digest.digest().toString('hex');
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
