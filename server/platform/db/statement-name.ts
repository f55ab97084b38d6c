// Bounded: lists build many shapes of SQL, and each name is kept by every connection.
const MOST_NAMES = 400;
const names = new Map<string, string>();

/** A stable name for a statement text, or undefined once too many are known (it then runs unnamed). */
export function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= MOST_NAMES) return known;
  const name = `cw${names.size}`;
  names.set(text, name);
  return name;
}
