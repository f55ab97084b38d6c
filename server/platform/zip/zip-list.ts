import type { ZipFile } from './zip-layout.ts';

/** An archive to read at random: its size in bytes, and `length` bytes of it from `offset`. */
export interface ZipSource {
  readonly size: number;
  readAt(offset: number, length: number): Promise<Buffer>;
}

/** What is given is no archive that can be read, or not a whole one. */
export class ZipError extends Error {
  override readonly name = 'ZipError';
}

export interface FoundFile extends ZipFile {
  readonly offset: number;
}

const END_SIZE = 22;
const LONGEST_COMMENT = 65_535;
const RECORD_SIZE = 46;
const MOST_32 = 0xffffffff;
const WINDOW = 1024 * 1024;

/** The files of an archive as its list at the end names them, a window of the list at a time. */
export async function* findFiles(source: ZipSource): AsyncGenerator<FoundFile, void, undefined> {
  const { offset, size, count } = await findList(source);
  if (offset + size > source.size) throw new ZipError('the list of files is not inside the archive');
  let held = Buffer.alloc(0);
  let read = 0;
  for (let n = 0; n < count; n += 1) {
    const whole = held.length >= RECORD_SIZE && held.length >= lengthOf(held);
    if (!whole) {
      const more = await source.readAt(offset + read, Math.min(WINDOW, size - read));
      read += more.length;
      held = Buffer.concat([held, more]);
    }
    if (held.length < RECORD_SIZE || held.length < lengthOf(held))
      throw new ZipError('the list of files is cut off');
    yield readRecord(held);
    held = held.subarray(lengthOf(held));
  }
}

function lengthOf(record: Buffer): number {
  if (record.readUInt32LE(0) !== 0x02014b50) throw new ZipError('the list of files is damaged');
  return RECORD_SIZE + record.readUInt16LE(28) + record.readUInt16LE(30) + record.readUInt16LE(32);
}

function readRecord(record: Buffer): FoundFile {
  const method = record.readUInt16LE(10);
  if ((record.readUInt16LE(8) & 1) === 1) throw new ZipError('the archive is locked by a password');
  if (method !== 0 && method !== 8) throw new ZipError('a file is packed in a way that is not known here');
  const nameEnd = RECORD_SIZE + record.readUInt16LE(28);
  const extra = record.subarray(nameEnd, nameEnd + record.readUInt16LE(30));
  const large = largeValues(extra);
  const value = (at: number) => {
    const small = record.readUInt32LE(at);
    return small === MOST_32 ? large() : small;
  };
  // In this order, which is that of the extra field.
  const size = value(24);
  const stored = value(20);
  const offset = value(42);
  return {
    name: record.toString('utf8', RECORD_SIZE, nameEnd),
    crc32: record.readUInt32LE(16),
    deflated: method === 8,
    size,
    stored,
    offset,
  };
}

/** The numbers of a ZIP64 extra field, one after the other. */
function largeValues(extra: Buffer): () => number {
  let at = 0;
  while (at + 4 <= extra.length && extra.readUInt16LE(at) !== 1) at += 4 + extra.readUInt16LE(at + 2);
  let next = at + 4;
  return () => {
    if (next + 8 > extra.length) throw new ZipError('a size is missing');
    next += 8;
    return safe(extra.readBigUInt64LE(next - 8));
  };
}

async function findList(source: ZipSource): Promise<{ offset: number; size: number; count: number }> {
  const from = Math.max(0, source.size - END_SIZE - LONGEST_COMMENT);
  const tail = await source.readAt(from, source.size - from);
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (at === -1 || at + END_SIZE > tail.length) throw new ZipError('this is no ZIP archive');
  const small = {
    count: tail.readUInt16LE(at + 10),
    size: tail.readUInt32LE(at + 12),
    offset: tail.readUInt32LE(at + 16),
  };
  const isLarge = small.count === 0xffff || small.size === MOST_32 || small.offset === MOST_32;
  return isLarge ? findLarge(source, from + at) : small;
}

async function findLarge(source: ZipSource, endAt: number) {
  const locator = await source.readAt(Math.max(0, endAt - 20), 20);
  if (locator.length !== 20 || locator.readUInt32LE(0) !== 0x07064b50)
    throw new ZipError('the end is damaged');
  const end = await source.readAt(safe(locator.readBigUInt64LE(8)), 56);
  if (end.length !== 56 || end.readUInt32LE(0) !== 0x06064b50) throw new ZipError('the end is damaged');
  const [count, size, offset] = [32, 40, 48].map((at) => safe(end.readBigUInt64LE(at)));
  return { count: count ?? 0, size: size ?? 0, offset: offset ?? 0 };
}

function safe(value: bigint): number {
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ZipError('a size is out of all bounds');
  return Number(value);
}
