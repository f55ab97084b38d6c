import type { FileSample } from './file-sample.ts';

/** What the bytes are: a media type, `undefined` where nothing known; `also` where they are two things at once. */
export interface Sniffed {
  readonly mediaType: string | undefined;
  readonly also?: string;
}

const ZIP_FAMILY = /^application\/(zip|epub\+zip|java-archive|vnd\.(openxml|oasis|ms-))|^model\/3mf/;
const WEB_PAGE =
  /^\s*(<\?xml[^>]*>\s*)?(<!--[\s\S]{0,2000}?-->\s*)*<(!doctype\s+html|html|head|body|script|iframe)\b/i;
const DRAWING =
  /^\s*(<\?xml[^>]*>\s*)?((<!--[\s\S]{0,4000}?-->|<!doctype[^>[]*(\[[^\]]*\])?[^>]*>)\s*)*<([a-z]+:)?svg\b/i;
const MADE_OF_TEXT = new Set(['application/pdf', 'application/rtf', 'text/calendar', 'text/vcard']);
const END_OF_ZIP = Buffer.from('PK\x05\x06', 'latin1');
const XML = /^\s*<\?xml\b/i;
const MAIL = /^(?:[!-9;-~]{1,76}:[^\n]{0,2000}\n(?:[ \t][^\n]*\n)*){2,}/;
const MAIL_FIELD = /^(from|received|return-path|message-id|date|subject|to|mime-version):/im;

/** Tells a file by its bytes alone, never by its name. */
export async function sniff(sample: FileSample): Promise<Sniffed> {
  const mediaType = plain(await binaryType(sample)) ?? textType(sample);
  const also = secondType(sample, mediaType);
  return also === undefined ? { mediaType } : { mediaType, also };
}

async function binaryType({ head, tail, text }: FileSample): Promise<string | undefined> {
  // Loaded with the first file: a start does not wait for it.
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  // A log that begins with "BM" is no bitmap: where all is text, only formats made of text are believed.
  if (text !== undefined && !MADE_OF_TEXT.has(found?.mime ?? '')) return undefined;
  if (found?.mime !== 'application/zip') return found?.mime;
  return officeType(Buffer.concat([head, tail])) ?? found.mime;
}

/** Office files whose first member is not the one that `file-type` looks for, by the names of their parts. */
function officeType(bytes: Buffer): string | undefined {
  if (!bytes.includes('[Content_Types].xml')) return undefined;
  const office = 'application/vnd.openxmlformats-officedocument';
  if (bytes.includes('word/document.xml')) return `${office}.wordprocessingml.document`;
  if (bytes.includes('xl/workbook.xml')) return `${office}.spreadsheetml.sheet`;
  if (bytes.includes('ppt/presentation.xml')) return `${office}.presentationml.presentation`;
  return undefined;
}

function textType({ head, text }: FileSample): string | undefined {
  if (text === undefined) return undefined;
  const start = new TextDecoder(text).decode(head.subarray(0, 64 * 1024));
  if (DRAWING.test(start)) return 'image/svg+xml';
  if (WEB_PAGE.test(start)) return 'text/html';
  if (XML.test(start)) return 'application/xml';
  if (MAIL.test(start) && MAIL_FIELD.test(start)) return 'message/rfc822';
  return 'text/plain';
}

/** A second format that a reader would open the same bytes as; the scanner's rules look for more of these. */
function secondType({ head, tail, size }: FileSample, mediaType: string | undefined): string | undefined {
  if (!ZIP_FAMILY.test(mediaType ?? '') && endsAsZip(tail, size)) return 'application/zip';
  const pdfAt = head.subarray(0, 1024).indexOf('%PDF-');
  if (mediaType !== 'application/pdf' && !ZIP_FAMILY.test(mediaType ?? '') && pdfAt >= 0) {
    return tail.includes('startxref') ? 'application/pdf' : undefined;
  }
  return undefined;
}

/** An end of central directory whose comment reaches exactly to the end of the file (APPNOTE 4.3.16). */
function endsAsZip(tail: Buffer, size: number): boolean {
  const at = tail.lastIndexOf(END_OF_ZIP);
  if (at < 0 || at + 22 > tail.length) return false;
  const exact = at + 22 + tail.readUInt16LE(at + 20) === tail.length;
  return exact && tail.readUInt32LE(at + 16) < size;
}

function plain(mediaType: string | undefined): string | undefined {
  return mediaType?.split(';')[0];
}
