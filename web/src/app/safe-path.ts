const LONGEST = 512;

/**
 * A path inside this app that one may go to after signing in; `fallback` for everything else (claim on open
 * redirects: backslashes, `//`, user info, control characters, other schemes, encoded tricks).
 */
export function safePath(wanted: unknown, fallback = '/'): string {
  if (typeof wanted !== 'string' || wanted.length > LONGEST) return fallback;
  if (!/^\/(?:[A-Za-z0-9_-][A-Za-z0-9/_.-]*)?(?:\?[A-Za-z0-9_.=&,-]*)?$/.test(wanted)) return fallback;
  if (wanted.includes('//') || wanted.includes('/.')) return fallback;
  return wanted;
}

/** Whether a part of an address is a record's id (UUID v4). */
export function isId(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(value)
  );
}
