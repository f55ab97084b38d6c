import type { TextEncoding } from './file-sample.ts';
import { inWorker } from './worker-task.ts';

export interface ExtractedText {
  /** Words in reading order as far as the file tells, whitespace collapsed. */
  readonly text: string;
  /** There was more: pages, or text beyond the limit. */
  readonly cut: boolean;
}

export interface ExtractTask {
  readonly mediaType: string;
  readonly encoding: TextEncoding;
  readonly file: Uint8Array;
}

const MIB = 1024 * 1024;
const WORKER = new URL('./text/extract-text.worker.ts', import.meta.url);
const LIMITS = { timeoutMs: 90_000, heapMb: 512 };
/** Bytes read of each kind of file; a file beyond the limit is not searched by its text (of plain text: the rest). */
const READ_BYTES: readonly (readonly [type: RegExp, bytes: number])[] = [
  [/^application\/pdf$/, 64 * MIB],
  [/^image\/(png|jpeg|webp|bmp|gif)$/, 20 * MIB],
  [/^application\/vnd\.(openxmlformats-officedocument|oasis\.opendocument)\./, 64 * MIB],
];
const PLAIN = /^text\/|^application\/(json|xml)$|^message\/rfc822$/;
const PLAIN_BYTES = 4 * MIB;

/** Whether a file of this type and size (bytes) has text to look for. */
export function hasText(mediaType: string, size: number): boolean {
  if (PLAIN.test(mediaType)) return size > 0;
  return READ_BYTES.some(([type, bytes]) => type.test(mediaType) && size <= bytes);
}

/**
 * The text of a file for the search: the text layer of a PDF, the words in a picture (English, read on this
 * machine, no network), Office and plain text. Bounded in time, memory, pages and length. Never throws: a file
 * whose text cannot be had is a file without text, and `undefined` says so.
 */
export async function extractText(
  content: AsyncIterable<Uint8Array>,
  {
    mediaType,
    size,
    encoding = 'utf-8',
  }: { mediaType: string; size: number; encoding?: TextEncoding | undefined },
): Promise<ExtractedText | undefined> {
  if (!hasText(mediaType, size)) return undefined;
  try {
    const file = await firstBytes(content, PLAIN.test(mediaType) ? PLAIN_BYTES : size);
    const extracted = await inWorker<ExtractedText>(
      WORKER,
      { mediaType, encoding, file } satisfies ExtractTask,
      LIMITS,
    );
    return { ...extracted, cut: extracted.cut || file.byteLength < size };
  } catch {
    return undefined;
  }
}

async function firstBytes(content: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array> {
  const file = new Uint8Array(most);
  let filled = 0;
  for await (const chunk of content) {
    file.set(chunk.subarray(0, most - filled), filled);
    filled = Math.min(most, filled + chunk.byteLength);
    if (filled === most) break;
  }
  return file.subarray(0, filled);
}
