/** What may be kept as evidence, and how large it may be. Checked in the browser and again on the server. */

export type FileFamily = 'image' | 'document' | 'video';
export type PreviewKind = 'image' | 'pdf' | 'text' | 'svg';

export interface FileKind {
  readonly mediaType: string;
  readonly family: FileFamily;
  /** Completes "the file is …". */
  readonly says: string;
  /** Lower case, without the dot; the first is the usual one. */
  readonly extensions: readonly string[];
  /** Other media types that browsers and systems declare for it. */
  readonly aliases?: readonly string[];
  readonly preview?: PreviewKind;
}

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN = 'application/vnd.oasis.opendocument';

const IMAGES: readonly FileKind[] = [
  picture('png', 'a PNG picture', ['png'], { aliases: ['image/apng'], preview: 'image' }),
  picture('jpeg', 'a JPEG picture', ['jpg', 'jpeg', 'jfif'], { aliases: ['image/jpg'], preview: 'image' }),
  picture('gif', 'a GIF picture', ['gif'], { preview: 'image' }),
  picture('webp', 'a WebP picture', ['webp'], { preview: 'image' }),
  picture('avif', 'an AVIF picture', ['avif'], { preview: 'image' }),
  picture('heic', 'an HEIC picture', ['heic', 'heif'], { aliases: ['image/heif'] }),
  picture('tiff', 'a TIFF picture', ['tif', 'tiff']),
  picture('bmp', 'a BMP picture', ['bmp'], { aliases: ['image/x-ms-bmp'], preview: 'image' }),
  picture('svg+xml', 'an SVG drawing', ['svg'], { preview: 'svg' }),
];

const DOCUMENTS: readonly FileKind[] = [
  document('application/pdf', 'a PDF document', ['pdf'], { preview: 'pdf' }),
  document(`${OFFICE}.wordprocessingml.document`, 'a Word document', ['docx']),
  document(`${OFFICE}.spreadsheetml.sheet`, 'an Excel workbook', ['xlsx']),
  document(`${OFFICE}.presentationml.presentation`, 'a PowerPoint presentation', ['pptx']),
  document(`${OPEN}.text`, 'an OpenDocument text', ['odt']),
  document(`${OPEN}.spreadsheet`, 'an OpenDocument spreadsheet', ['ods']),
  document(`${OPEN}.presentation`, 'an OpenDocument presentation', ['odp']),
  document('application/msword', 'an old Office file', ['doc']),
  document('application/vnd.ms-excel', 'an old Office file', ['xls']),
  document('application/vnd.ms-powerpoint', 'an old Office file', ['ppt']),
  document('application/vnd.ms-outlook', 'an Outlook message', ['msg']),
  document('application/rtf', 'a rich text document', ['rtf'], { aliases: ['text/rtf'] }),
  document('application/zip', 'a ZIP archive', ['zip'], { aliases: ['application/x-zip-compressed'] }),
  document('message/rfc822', 'an e-mail', ['eml'], { preview: 'text' }),
];

const TEXTS: readonly FileKind[] = [
  document('text/plain', 'plain text', ['txt', 'log', 'text', 'conf', 'ini', 'yaml', 'yml', 'toml'], {
    aliases: ['application/yaml', 'application/x-yaml', 'application/toml'],
    preview: 'text',
  }),
  document('text/markdown', 'Markdown text', ['md', 'markdown'], { preview: 'text' }),
  document('text/csv', 'a CSV table', ['csv'], { aliases: ['application/vnd.ms-excel'], preview: 'text' }),
  document('text/tab-separated-values', 'a TSV table', ['tsv'], { preview: 'text' }),
  document('application/json', 'JSON data', ['json', 'jsonl', 'ndjson'], { preview: 'text' }),
  document('application/xml', 'XML data', ['xml'], { preview: 'text' }),
  document('text/calendar', 'a calendar file', ['ics'], { preview: 'text' }),
  document('text/vcard', 'a contact card', ['vcf'], { aliases: ['text/x-vcard'], preview: 'text' }),
];

const RECORDINGS: readonly FileKind[] = [
  document('audio/mpeg', 'an MP3 recording', ['mp3'], { aliases: ['audio/mp3'] }),
  document('audio/mp4', 'an MPEG-4 recording', ['m4a'], { aliases: ['audio/x-m4a', 'audio/m4a'] }),
  document('audio/wav', 'a WAV recording', ['wav'], { aliases: ['audio/x-wav', 'audio/vnd.wave'] }),
  document('audio/ogg', 'an Ogg recording', ['ogg', 'oga', 'opus'], { aliases: ['audio/opus'] }),
  document('audio/flac', 'a FLAC recording', ['flac'], { aliases: ['audio/x-flac'] }),
  video('mp4', 'an MPEG-4 video', ['mp4', 'm4v'], ['video/x-m4v']),
  video('webm', 'a WebM video', ['webm'], ['audio/webm']),
  video('quicktime', 'a QuickTime video', ['mov']),
  video('ogg', 'an Ogg video', ['ogv']),
];

export const FILE_KINDS: readonly FileKind[] = [...IMAGES, ...DOCUMENTS, ...TEXTS, ...RECORDINGS];

const MIB = 1024 * 1024;

/** Bytes a file of each family may have (PRODUCT.md, evidence limits). */
export const FAMILY_LIMIT: Readonly<Record<FileFamily, number>> = {
  image: 50 * MIB,
  document: 100 * MIB,
  video: 200 * MIB,
};
/** Bytes of a video where the workspace has the legal preset. */
export const LEGAL_VIDEO_LIMIT = 384 * MIB;
export const FILES_A_BATCH = 20;
/** Bytes of one piece of a resumable upload; every piece but the last has exactly these. */
export const PIECE_BYTES = 8 * MIB;

export function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot < 0 ? '' : fileName.slice(dot + 1).toLowerCase();
}

export function kindOfName(fileName: string): FileKind | undefined {
  const extension = extensionOf(fileName);
  return FILE_KINDS.find((kind) => kind.extensions.includes(extension));
}

export function kindOfType(mediaType: string): FileKind | undefined {
  return FILE_KINDS.find((kind) => kind.mediaType === mediaType);
}

export function sizeLimit(family: FileFamily, preset: string): number {
  return family === 'video' && preset === 'legal' ? LEGAL_VIDEO_LIMIT : FAMILY_LIMIT[family];
}

type More = Pick<FileKind, 'aliases' | 'preview'>;

function picture(subtype: string, says: string, extensions: readonly string[], more: More = {}): FileKind {
  return { mediaType: `image/${subtype}`, family: 'image', says, extensions, ...more };
}

function document(mediaType: string, says: string, extensions: readonly string[], more: More = {}): FileKind {
  return { mediaType, family: 'document', says, extensions, ...more };
}

function video(
  subtype: string,
  says: string,
  extensions: readonly string[],
  aliases: readonly string[] = [],
): FileKind {
  return { mediaType: `video/${subtype}`, family: 'video', says, extensions, aliases };
}
