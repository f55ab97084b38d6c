/** PostgreSQL's `2026-11-22 05:00:00.123+00` (session in UTC) as ISO 8601, without making a Date of it. */
export function isoText(text: string): string {
  return text.endsWith('+00') ? `${text.slice(0, 10)}T${text.slice(11, -3)}Z` : text;
}
