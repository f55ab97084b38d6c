import { extensionOf, type FileKind, kindOfName, kindOfType } from '#contracts/evidence-types.ts';

/** Why a file is not taken; `reason` is a sentence for the person who gave it. */
export interface FileRefusal {
  readonly ok: false;
  readonly reason: string;
}
export interface FileAccepted {
  readonly ok: true;
  readonly kind: FileKind;
}
export type FileCheck = FileAccepted | FileRefusal;

/** What browsers declare where they do not know. */
const UNTOLD = new Set(['', 'application/octet-stream', 'binary/octet-stream']);

/** How the sniffer names what several of our kinds are made of. */
const SNIFFED_AS: Readonly<Record<string, readonly string[]>> = {
  'application/x-cfb': ['doc', 'xls', 'ppt', 'msg'],
  'image/apng': ['png'],
  'image/heif': ['heic', 'heif'],
  'image/heic-sequence': ['heic', 'heif'],
  'image/heif-sequence': ['heic', 'heif'],
  'video/mp4': ['mp4', 'm4v', 'm4a'],
  'video/x-m4v': ['mp4', 'm4v'],
  'audio/x-m4a': ['m4a'],
  'audio/wav': ['wav'],
  'audio/vnd.wave': ['wav'],
  'audio/x-flac': ['flac'],
  'audio/opus': ['ogg', 'oga', 'opus'],
  'text/plain': [
    ...['txt', 'log', 'text', 'conf', 'ini', 'yaml', 'yml', 'toml', 'md', 'markdown', 'csv', 'tsv'],
    ...['json', 'jsonl', 'ndjson', 'xml', 'eml', 'ics', 'vcf'],
  ],
  // Logs, settings and tables may begin like an e-mail, a calendar or XML.
  'message/rfc822': [
    'eml',
    'txt',
    'log',
    'text',
    'md',
    'markdown',
    'csv',
    'conf',
    'ini',
    'yaml',
    'yml',
    'vcf',
    'ics',
  ],
  'application/xml': ['xml', 'txt', 'log', 'text', 'conf'],
  'text/calendar': ['ics', 'txt'],
  'text/vcard': ['vcf', 'txt'],
};

/** Names for what is found but never taken. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'text/html': 'a web page',
  'application/x-cfb': 'an old Office file',
  'application/x-msdownload': 'a Windows program',
  'application/x-elf': 'a Linux program',
  'application/x-mach-binary': 'a macOS program',
  'application/java-archive': 'a Java archive',
  'application/vnd.android.package-archive': 'an Android app',
  'application/x-rar-compressed': 'a RAR archive',
  'application/x-7z-compressed': 'a 7-Zip archive',
  'application/gzip': 'a gzip archive',
  'application/x-tar': 'a tar archive',
  'application/vnd.ms-word.document.macroenabled.12': 'a Word document with macros',
  'application/vnd.ms-excel.sheet.macroenabled.12': 'an Excel workbook with macros',
};

/** Before a byte is taken: the name's ending is one we keep, and the declared type agrees with it. */
export function checkDeclared(fileName: string, declaredType: string): FileCheck {
  const kind = kindOfName(fileName);
  if (!kind) return refusal(`Files named ${ending(fileName)} are not kept as evidence.`);
  const declared = declaredType.split(';')[0]?.trim().toLowerCase() ?? '';
  const text = kind.preview === 'text' && declared.startsWith('text/') && declared !== 'text/html';
  if (UNTOLD.has(declared) || declared === kind.mediaType || kind.aliases?.includes(declared) || text) {
    return { ok: true, kind };
  }
  return refusal(`The file is named ${ending(fileName)}, but it was sent as another type.`);
}

/** After the last byte: what was found in the file is what its name says, and nothing besides. */
export function checkFound(
  fileName: string,
  found: { readonly mediaType: string | undefined; readonly also?: string },
): FileCheck {
  const kind = kindOfName(fileName);
  if (!kind) return refusal(`Files named ${ending(fileName)} are not kept as evidence.`);
  if (found.also !== undefined) {
    return refusal(`The file is two things at once: ${named(found.mediaType)} and ${named(found.also)}.`);
  }
  const type = found.mediaType ?? '';
  const fits = type === kind.mediaType || SNIFFED_AS[type]?.includes(extensionOf(fileName));
  if (fits) return { ok: true, kind };
  return refusal(`The file is named ${ending(fileName)}, but inside it is ${named(found.mediaType)}.`);
}

function named(mediaType: string | undefined): string {
  if (mediaType === undefined) return 'something we do not know';
  return kindOfType(mediaType)?.says ?? OTHER_NAMES[mediaType] ?? mediaType;
}

function ending(fileName: string): string {
  const extension = extensionOf(fileName).slice(0, 12);
  return /^[a-z0-9]+$/.test(extension) ? `.${extension}` : 'like this';
}

function refusal(reason: string): FileRefusal {
  return { ok: false, reason };
}
