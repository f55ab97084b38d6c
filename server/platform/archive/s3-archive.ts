import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { inPieces } from '../blobs/pieces.ts';
import { s3Options } from '../s3-options.ts';
import { type Archive, checkedName, type Kept, NotKept, type PlaceReport } from './archive.ts';
import type { ArchiveSettings } from './open-archive.ts';

/** S3 takes no part under 5 MiB but the last, and 10,000 parts: this reaches 160 GB for one name. */
const PART_BYTES = 16 * 1024 * 1024;
/** For a host that somebody typed. */
const PATIENCE_MS = 10_000;
/** The content is sealed already; the provider seals it once more at rest (claim FL-03). */
const AT_REST = { ServerSideEncryption: 'AES256' } as const;

/** An archive in a bucket of its own. Turn versioning and object lock on there: a thief of our key can then only add. */
export function openS3Archive(settings: Extract<ArchiveSettings, { kind: 's3' }>): Archive {
  const { bucket, agents } = settings;
  const reached = agents === undefined ? {} : { requestHandler: { ...agents, requestTimeout: PATIENCE_MS } };
  return new S3Archive(new S3Client({ ...s3Options(settings), ...reached }), bucket);
}

class S3Archive implements Archive {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(client: S3Client, bucket: string) {
    this.#client = client;
    this.#bucket = bucket;
  }

  async put(name: string, content: AsyncIterable<Uint8Array>): Promise<{ readonly size: number }> {
    const at = this.#at(name);
    const parts = inPieces(content, PART_BYTES);
    const first = await parts.next();
    const second = await parts.next();
    if (!second.done && first.value !== undefined)
      return this.#putParts(at, [first.value, second.value], parts);
    const Body = first.value ?? new Uint8Array();
    await this.#client.send(
      new PutObjectCommand({ ...at, ...AT_REST, Body, ContentLength: Body.byteLength }),
    );
    return { size: Body.byteLength };
  }

  async get(name: string): Promise<AsyncIterable<Uint8Array>> {
    try {
      const reply = await this.#client.send(new GetObjectCommand(this.#at(name)));
      if (!(reply.Body instanceof Readable)) throw new Error('the object store sent no body');
      return reply.Body;
    } catch (error) {
      if (isStatus(error, 404)) throw new NotKept(`The archive has no ${name}.`);
      throw error;
    }
  }

  async *list(prefix: string): AsyncIterable<Kept> {
    let ContinuationToken: string | undefined;
    do {
      const page = await this.#client.send(
        new ListObjectsV2Command({ Bucket: this.#bucket, Prefix: prefix, ContinuationToken }),
      );
      for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? [])
        yield { name: Key, size: Size, storedAt: LastModified };
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  }

  async remove(name: string): Promise<void> {
    await this.#client.send(new DeleteObjectCommand(this.#at(name)));
  }

  async clearPartial(before: Date): Promise<number> {
    const found = await this.#client.send(new ListMultipartUploadsCommand({ Bucket: this.#bucket }));
    const old = (found.Uploads ?? []).filter(({ Initiated = new Date() }) => Initiated < before);
    for (const { Key, UploadId } of old)
      await this.#client.send(new AbortMultipartUploadCommand({ Bucket: this.#bucket, Key, UploadId }));
    return old.length;
  }

  async report(): Promise<PlaceReport> {
    const Bucket = this.#bucket;
    const versioning = await this.#client.send(new GetBucketVersioningCommand({ Bucket })).then(
      ({ Status }) => (Status === 'Enabled' ? 'on' : 'off'),
      () => 'unknown' as const,
    );
    const objectLock = await this.#client.send(new GetObjectLockConfigurationCommand({ Bucket })).then(
      ({ ObjectLockConfiguration }) =>
        ObjectLockConfiguration?.ObjectLockEnabled === 'Enabled' ? ('on' as const) : ('off' as const),
      (error) => (isStatus(error, 404) ? ('off' as const) : ('unknown' as const)),
    );
    return { place: `bucket ${Bucket}`, versioning, objectLock, encryption: 'aes-256' };
  }

  async #putParts(at: Place, first: Uint8Array[], rest: AsyncIterable<Uint8Array>) {
    const { UploadId } = await this.#client.send(new CreateMultipartUploadCommand({ ...at, ...AT_REST }));
    const upload = { ...at, UploadId };
    try {
      const { Parts, size } = await this.#sendParts(upload, joined(first, rest));
      await this.#client.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
      return { size };
    } catch (error) {
      // Parts of an upload that was never ended would be kept, and paid for, for ever.
      await this.#client.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
      throw error;
    }
  }

  async #sendParts(upload: Place & { UploadId: string | undefined }, parts: AsyncIterable<Uint8Array>) {
    const Parts: { PartNumber: number; ETag: string | undefined }[] = [];
    let size = 0;
    for await (const Body of parts) {
      const PartNumber = Parts.length + 1;
      const { ETag } = await this.#client.send(new UploadPartCommand({ ...upload, PartNumber, Body }));
      Parts.push({ PartNumber, ETag });
      size += Body.byteLength;
    }
    return { Parts, size };
  }

  #at(name: string): Place {
    return { Bucket: this.#bucket, Key: checkedName(name) };
  }
}

interface Place {
  readonly Bucket: string;
  readonly Key: string;
}

async function* joined(first: Uint8Array[], rest: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  yield* first;
  yield* rest;
}

function isStatus(error: unknown, status: number): boolean {
  return error instanceof S3ServiceException && error.$metadata.httpStatusCode === status;
}
