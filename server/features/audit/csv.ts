type Cell = string | number | null | undefined;

/**
 * One line of CSV (RFC 4180). A cell that a spreadsheet would run as a formula is written as text (CWE-1236):
 * a leading = + - @ tab or carriage return gets an apostrophe before it.
 */
export function csvLine(cells: readonly Cell[]): string {
  return cells.map((cell) => quoted(inert(String(cell ?? '')))).join(',');
}

function inert(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
