/** First byte and the one after the last. */
export interface Slice {
  readonly start: number;
  readonly end: number;
}

const SINGLE = /^bytes=(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))$/;

/**
 * What a `Range` header asks of a file of `size` bytes (RFC 9110 §14.1.2). Undefined: no range, or one that we do
 * not serve, as several ranges: the whole file is sent. `unsatisfiable`: 416.
 */
export function sliceOf(header: string | undefined, size: number): Slice | 'unsatisfiable' | undefined {
  const match = SINGLE.exec(header ?? '');
  if (!match) return undefined;
  const [, from, to, last] = match;
  if (last !== undefined) {
    const start = Math.max(0, size - Number(last));
    return start < size ? { start, end: size } : 'unsatisfiable';
  }
  const start = Number(from);
  const end = to === undefined ? size : Math.min(Number(to) + 1, size);
  if (to !== undefined && Number(to) < start) return undefined;
  return start < size ? { start, end } : 'unsatisfiable';
}
