/** A secret of 256 random bits as 43 characters that need no escaping in a URL or in SQL. */
export function randomSecret(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
}
