import { inflateRawSync } from 'node:zlib';
import type { TextCollector } from './text-collector.ts';

/** The parts that hold what a reader sees, of Word, Excel, PowerPoint and OpenDocument. */
const TEXT_PARTS =
  /^(word\/(document|footnotes|endnotes|comments|header\d{0,3}|footer\d{0,3})\.xml|xl\/(sharedStrings|worksheets\/sheet\d{1,4})\.xml|ppt\/(slides|notesSlides)\/[A-Za-z]{1,20}\d{1,4}\.xml|content\.xml)$/;
const MOST_PART_BYTES = 32 * 1024 * 1024;
const MOST_PARTS = 2_000;

/** Member headers of the central directory (APPNOTE 4.3.12) and the end record that points there. */
const END = Buffer.from('PK\x05\x06', 'latin1');
const MEMBER = 0x02014b50;

/** The visible text of an Office file. Throws `RangeError` on an archive whose directory is broken. */
export function officeText(file: Buffer, collector: TextCollector): void {
  const end = file.lastIndexOf(END);
  if (end < 0) return;
  let at = file.readUInt32LE(end + 16);
  for (
    let count = 0;
    count < MOST_PARTS && file.readUInt32LE(at) === MEMBER && !collector.isFull;
    count += 1
  ) {
    const nameLength = file.readUInt16LE(at + 28);
    const name = file.toString('utf8', at + 46, at + 46 + nameLength);
    if (TEXT_PARTS.test(name)) collector.add(textOf(member(file, at)));
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    if (at + 4 > file.length) return;
  }
}

function member(file: Buffer, at: number): string {
  const start = file.readUInt32LE(at + 42);
  const from = start + 30 + file.readUInt16LE(start + 26) + file.readUInt16LE(start + 28);
  const bytes = file.subarray(from, from + file.readUInt32LE(at + 20));
  if (file.readUInt16LE(at + 10) === 0) return bytes.toString('utf8');
  return inflateRawSync(bytes, { maxOutputLength: MOST_PART_BYTES }).toString('utf8');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Paragraphs and cells end a word; runs inside a paragraph do not. */
function textOf(xml: string): string {
  return xml
    .replace(
      /<\/(w:p|a:p|si|c|text:p|text:h|table:table-cell)>|<(w:tab|w:br|text:tab|text:line-break)\b[^>]*>/g,
      ' ',
    )
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,8}));/gi, (whole, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : undefined;
      if (code !== undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : '';
      return ENTITIES[name] ?? whole;
    });
}
