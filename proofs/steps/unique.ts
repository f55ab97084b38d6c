/** A word nobody has used before, made of letters only, so that a search finds it and only it. */
export function uniqueWord(): string {
  const letters = 'bcdfghjklmnpqrstvwxz';
  const bytes = crypto.getRandomValues(new Uint8Array(14));
  return `probe${Array.from(bytes, (byte) => letters[byte % letters.length]).join('')}`;
}
