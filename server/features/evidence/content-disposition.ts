import { cleanFileName } from './file-name.ts';

export type Disposition = 'attachment' | 'inline';

/**
 * The header that names a file for the browser (RFC 6266): an ASCII name every client reads, and the real one
 * as an RFC 8187 value. Safe for any name: nothing in it can end the value or the header.
 */
export function contentDisposition(disposition: Disposition, name: string): string {
  const clean = cleanFileName(name);
  const ascii = clean
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%;]/g, '_');
  const header = `${disposition}; filename="${ascii}"`;
  return ascii === clean ? header : `${header}; filename*=UTF-8''${extValue(clean)}`;
}

/** RFC 8187 §3.2.1: everything but attr-char is percent-encoded. */
function extValue(text: string): string {
  const encode = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  return encodeURIComponent(text).replace(/['()*]/g, encode);
}
