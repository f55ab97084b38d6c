/** One line of a stack, as the protocol names it. */
export interface Frame {
  readonly function: string;
  readonly filename: string;
  readonly lineno: number;
  readonly colno: number;
  readonly in_app: boolean;
}

const ROOT = new URL('../../../', import.meta.url).href;
const LINE =
  /^(?:at )?(?:(?:async )?(?<name>[^\s(@]{1,200})[^(]{0,100} \(|(?<named>[^\s(@]{0,200})@)?(?<file>[^\s()]{1,300}?):(?<line>\d{1,9}):(?<column>\d{1,9})\)?$/;

/**
 * Frames of a stack of V8, Firefox or Safari, the outermost first. Where the program lies on this machine, and the
 * address it was loaded from, are left out.
 */
export function framesOf(lines: readonly string[]): Frame[] {
  return lines.flatMap((line) => frameOf(line.trim()) ?? []).reverse();
}

function frameOf(text: string): Frame | undefined {
  const { name, named, file = '', line, column } = LINE.exec(text)?.groups ?? {};
  if (line === undefined) return undefined;
  const filename = placeOf(file);
  return {
    function: name ?? (named || '?'),
    filename,
    lineno: Number(line),
    colno: Number(column),
    in_app: !/node_modules|^node:|^\?/.test(filename),
  };
}

function placeOf(file: string): string {
  if (file.startsWith(ROOT)) return file.slice(ROOT.length);
  if (file.startsWith('node:')) return file;
  const [, path] = /^https?:\/\/[^/]{1,255}(\/assets\/[\w.-]{1,120})/.exec(file) ?? [];
  return path ?? '?';
}
