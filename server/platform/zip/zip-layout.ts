/**
 * The records of a ZIP archive (PKWARE APPNOTE 6.3.10), ZIP64 where a number does not fit. Sizes and checksum of a file
 * are known before it is written, so nothing trails it and the size of a whole archive is known before its first byte.
 */
export interface ZipFile {
  /** With `/` between folders; UTF-8. */
  readonly name: string;
  readonly crc32: number;
  /** Bytes of the content. */
  readonly size: number;
  /** Bytes as they stand in the archive. */
  readonly stored: number;
  /** By deflate (RFC 1951); else as it is. */
  readonly deflated: boolean;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR_64 = 0x07064b50;
const MOST_32 = 0xffffffff;
const MOST_16 = 0xffff;
const VERSION_64 = 45;
/** Names are UTF-8. */
const FLAGS = 0x0800;
// 1980-01-01: when a file was made stands inside it, and the same content gives the same archive.
const DAY = 0x21;

/** Stands before the bytes of a file. */
export function localHeader(file: ZipFile): Buffer {
  const name = Buffer.from(file.name);
  const large = file.size >= MOST_32 || file.stored >= MOST_32;
  const extra = large ? extra64(file.size, file.stored) : Buffer.alloc(0);
  const head = Buffer.alloc(30);
  head.writeUInt32LE(LOCAL, 0);
  writeFacts(head, 4, file, large);
  head.writeUInt16LE(name.length, 26);
  head.writeUInt16LE(extra.length, 28);
  return Buffer.concat([head, name, extra]);
}

/** Its line in the list at the end; `offset` is where its local header begins. */
export function centralRecord(file: ZipFile, offset: number): Buffer {
  const name = Buffer.from(file.name);
  const large = file.size >= MOST_32 || file.stored >= MOST_32 || offset >= MOST_32;
  const extra = large ? extra64(file.size, file.stored, offset) : Buffer.alloc(0);
  const head = Buffer.alloc(46);
  head.writeUInt32LE(CENTRAL, 0);
  head.writeUInt16LE(VERSION_64, 4);
  writeFacts(head, 6, file, large);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt16LE(extra.length, 30);
  head.writeUInt32LE(large ? MOST_32 : offset, 42);
  return Buffer.concat([head, name, extra]);
}

/** What ends an archive of `count` files whose list has `size` bytes from `offset` on. */
export function endRecord({ count, size, offset }: { count: number; size: number; offset: number }): Buffer {
  const large = count >= MOST_16 || size >= MOST_32 || offset >= MOST_32;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(large ? MOST_16 : count, 8);
  end.writeUInt16LE(large ? MOST_16 : count, 10);
  end.writeUInt32LE(large ? MOST_32 : size, 12);
  end.writeUInt32LE(large ? MOST_32 : offset, 16);
  return large ? Buffer.concat([end64(count, size, offset), end]) : end;
}

function end64(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(76);
  end.writeUInt32LE(END_64, 0);
  end.writeBigUInt64LE(44n, 4);
  end.writeUInt16LE(VERSION_64, 12);
  end.writeUInt16LE(VERSION_64, 14);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.writeUInt32LE(LOCATOR_64, 56);
  end.writeBigUInt64LE(BigInt(offset + size), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

function writeFacts(head: Buffer, at: number, file: ZipFile, large: boolean): void {
  head.writeUInt16LE(large ? VERSION_64 : 20, at);
  head.writeUInt16LE(FLAGS, at + 2);
  head.writeUInt16LE(file.deflated ? 8 : 0, at + 4);
  head.writeUInt16LE(DAY, at + 8);
  head.writeUInt32LE(file.crc32, at + 10);
  head.writeUInt32LE(large ? MOST_32 : file.stored, at + 14);
  head.writeUInt32LE(large ? MOST_32 : file.size, at + 18);
}

function extra64(...values: number[]): Buffer {
  const extra = Buffer.alloc(4 + values.length * 8);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, index) => {
    extra.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  });
  return extra;
}
