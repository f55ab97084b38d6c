import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { type BlobKey, checkedKey, checkedWorkspace, isBlobKey } from './blob-key.ts';
import {
  BlobExists,
  type BlobInfo,
  BlobMissing,
  type BlobStore,
  type ByteRange,
  checkedRange,
} from './blob-store.ts';
import { inPieces } from './pieces.ts';

/** S3 takes no part under 5 MiB but the last, and 10,000 parts: this reaches 80 GB. */
const PART_BYTES = 8 * 1024 * 1024;
/** The content is sealed already; the provider seals it once more at rest. */
const AT_REST = { ServerSideEncryption: 'AES256' } as const;
/** Refuses to replace a blob (RFC 9110 §13.1.2). */
const ONLY_NEW = { IfNoneMatch: '*' } as const;

/** Blobs as objects of one bucket; at most two parts of 8 MiB are in memory for each upload. */
export class S3Store implements BlobStore {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async put(key: BlobKey, content: AsyncIterable<Uint8Array>): Promise<{ readonly size: number }> {
    const at = this.#at(key);
    const parts = inPieces(content, PART_BYTES);
    const first = await parts.next();
    const second = await parts.next();
    if (!second.done) return this.#putParts(at, joined(first.value, second.value, parts));
    const body = first.value ?? new Uint8Array();
    await this.#client
      .send(
        new PutObjectCommand({ ...at, ...AT_REST, ...ONLY_NEW, Body: body, ContentLength: body.byteLength }),
      )
      .catch(translate);
    return { size: body.byteLength };
  }

  async get(key: BlobKey, range?: ByteRange): Promise<Readable> {
    const Range = range === undefined ? undefined : await this.#rangeOf(key, range);
    const reply = await this.#client.send(new GetObjectCommand({ ...this.#at(key), Range })).catch(translate);
    if (!(reply.Body instanceof Readable)) throw new Error('the object store sent no body');
    return reply.Body;
  }

  async head(key: BlobKey): Promise<BlobInfo | undefined> {
    try {
      const reply = await this.#client.send(new HeadObjectCommand(this.#at(key)));
      return { key, size: reply.ContentLength ?? 0, storedAt: reply.LastModified ?? new Date(0) };
    } catch (error) {
      if (isStatus(error, 404)) return undefined;
      throw error;
    }
  }

  async delete(key: BlobKey): Promise<void> {
    await this.#client.send(new DeleteObjectCommand(this.#at(key)));
  }

  async *list(workspaceId: string): AsyncIterable<BlobInfo> {
    const where = { Bucket: this.#bucket, Prefix: `${checkedWorkspace(workspaceId)}/` };
    let ContinuationToken: string | undefined;
    do {
      const page = await this.#client.send(new ListObjectsV2Command({ ...where, ContinuationToken }));
      for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? []) {
        if (isBlobKey(Key)) yield { key: Key, size: Size, storedAt: LastModified };
      }
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  }

  async check(): Promise<void> {
    await this.#client.send(new HeadBucketCommand({ Bucket: this.#bucket }));
  }

  async #putParts(at: ObjectPlace, parts: AsyncIterable<Uint8Array>): Promise<{ readonly size: number }> {
    const { UploadId } = await this.#client.send(new CreateMultipartUploadCommand({ ...at, ...AT_REST }));
    const upload = { ...at, UploadId };
    try {
      const sent = await this.#sendParts(upload, parts);
      const MultipartUpload = { Parts: sent.parts };
      await this.#client.send(
        new CompleteMultipartUploadCommand({ ...upload, ...ONLY_NEW, MultipartUpload }),
      );
      return { size: sent.size };
    } catch (error) {
      // Parts of an upload that was never ended would be kept, and paid for, for ever.
      await this.#client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
      return translate(error);
    }
  }

  async #sendParts(upload: ObjectPlace & { UploadId: string | undefined }, parts: AsyncIterable<Uint8Array>) {
    const sent: { PartNumber: number; ETag: string | undefined }[] = [];
    let size = 0;
    for await (const Body of parts) {
      const PartNumber = sent.length + 1;
      const { ETag } = await this.#client.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
      sent.push({ PartNumber, ETag });
      size += Body.byteLength;
    }
    return { parts: sent, size };
  }

  async #rangeOf(key: BlobKey, range: ByteRange): Promise<string> {
    const info = await this.head(key);
    if (!info) throw new BlobMissing('no such blob');
    const { start, end } = checkedRange(range, info.size);
    return `bytes=${start}-${end}`;
  }

  #at(key: BlobKey): ObjectPlace {
    return { Bucket: this.#bucket, Key: checkedKey(key) };
  }
}

interface ObjectPlace {
  readonly Bucket: string;
  readonly Key: string;
}

async function* joined(
  first: Uint8Array | undefined,
  second: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
): AsyncIterable<Uint8Array> {
  if (first) yield first;
  yield second;
  yield* rest;
}

function translate(error: unknown): never {
  if (isStatus(error, 412)) throw new BlobExists('the blob is there already');
  if (isStatus(error, 404)) throw new BlobMissing('no such blob');
  throw error;
}

function isStatus(error: unknown, status: number): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === status;
}
