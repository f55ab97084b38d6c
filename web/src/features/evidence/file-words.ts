import { FILES_A_BATCH, kindOfName, sizeLimit } from '#contracts/evidence-types.ts';
import { PLAIN_LINE } from '#contracts/plain-line.ts';

const UNITS = ['B', 'KB', 'MB', 'GB'];

/** A size as people read it: "3.4 MB". */
export function sizeWords(bytes: number): string {
  let size = bytes;
  let unit = 0;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${unit === 0 || size >= 100 ? Math.round(size) : size.toFixed(1)} ${UNITS[unit]}`;
}

/** Why a file need not even be sent; the server checks again by its bytes. */
export function refusalOf(file: { name: string; size: number }, preset: string): string | undefined {
  if (!PLAIN_LINE.test(file.name))
    return 'The name of the file holds characters that nobody sees. Rename it.';
  const kind = kindOfName(file.name);
  if (kind === undefined) return 'Files of this type are not kept as evidence.';
  if (file.size === 0) return 'The file is empty.';
  const limit = sizeLimit(kind.family, preset);
  return file.size > limit
    ? `The file is ${sizeWords(file.size)}; ${sizeWords(limit)} is the most for its type.`
    : undefined;
}

export const TOO_MANY = `At most ${FILES_A_BATCH} files at a time. The first ${FILES_A_BATCH} are taken.`;
