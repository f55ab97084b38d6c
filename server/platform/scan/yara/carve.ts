import { createInflate, createInflateRaw } from 'node:zlib';

/** A piece of compressed content found inside a file. */
interface Packed {
  readonly bytes: Uint8Array;
  readonly raw: boolean;
}

/** ZIP local file header: signature, then 26 bytes, then name and extra field (APPNOTE 4.3.7). */
const ZIP_HEADER = Buffer.from([0x50, 0x4b, 3, 4]);
const ZIP_HEADER_BYTES = 30;
const DEFLATED = 8;
/** The keyword in front of a PDF stream's bytes (ISO 32000-1 §7.3.8). */
const PDF_STREAM = Buffer.from('stream');
const PDF_HEAD = Buffer.from('%PDF-');
const PDF_HEAD_WITHIN = 1024;

const OLE_HEAD = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);

/** Whether a file by its first bytes is of a kind that holds other files. */
export function isContainer(file: Uint8Array): boolean {
  const head = Buffer.from(file.buffer, file.byteOffset, Math.min(file.byteLength, PDF_HEAD.length));
  return [ZIP_HEADER, PDF_HEAD, OLE_HEAD].some((start) => head.subarray(0, start.length).equals(start));
}

/** Everything in the file that looks packed: ZIP members wherever they are, and the streams of a PDF. */
export function* packedParts(file: Buffer): Iterable<Packed> {
  yield* zipMembers(file);
  if (file.subarray(0, PDF_HEAD_WITHIN).includes(PDF_HEAD)) yield* pdfStreams(file);
}

function* zipMembers(file: Buffer): Iterable<Packed> {
  for (let at = file.indexOf(ZIP_HEADER); at >= 0; at = file.indexOf(ZIP_HEADER, at + 4)) {
    if (at + ZIP_HEADER_BYTES > file.length || file.readUInt16LE(at + 8) !== DEFLATED) continue;
    const start = at + ZIP_HEADER_BYTES + file.readUInt16LE(at + 26) + file.readUInt16LE(at + 28);
    yield { bytes: file.subarray(start), raw: true };
  }
}

function* pdfStreams(file: Buffer): Iterable<Packed> {
  for (let at = file.indexOf(PDF_STREAM); at >= 0; at = file.indexOf(PDF_STREAM, at + 6)) {
    let start = at + PDF_STREAM.length;
    if (file[start] === 0x0d) start += 1;
    if (file[start] === 0x0a) start += 1;
    // A zlib header names method 8 and is a multiple of 31 (RFC 1950 §2.2).
    if ((file[start] ?? 0) % 16 === 8 && ((file[start] ?? 0) * 256 + (file[start + 1] ?? 0)) % 31 === 0) {
      yield { bytes: file.subarray(start), raw: false };
    }
  }
}

/** How much of the packed bytes is given to the inflater at a time; it stops by itself where they end. */
const FEED_BYTES = 64 * 1024;

/** Unpacks until the packed content ends or turns out not to be packed at all. */
export async function* unpacked({ bytes, raw }: Packed): AsyncIterable<Uint8Array> {
  const inflater = raw ? createInflateRaw() : createInflate();
  const feed = async () => {
    for (let at = 0; at < bytes.length && !inflater.writableEnded && !inflater.destroyed; at += FEED_BYTES) {
      const more = inflater.write(bytes.subarray(at, at + FEED_BYTES));
      if (!more) await new Promise<void>((done) => inflater.once('drain', done).once('close', done));
    }
    inflater.end();
  };
  void feed();
  try {
    for await (const chunk of inflater) yield chunk;
  } catch {
    // Truncated or no deflate stream: what came out so far has been looked at.
  }
}
