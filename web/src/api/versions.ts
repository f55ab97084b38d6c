/** The `If-Match` value of a record's version (RFC 9110 13.1.1). */
export function ifMatchOf({ version }: { version: number }): string {
  return `"v${version}"`;
}
