/** A due day ends when the day does where its writer is. */
export function dueAtOf(day: string): string | null {
  return day === '' ? null : new Date(`${day}T23:59:59`).toISOString();
}

/** The day of a due time, for a date field. */
export function dateInputOf(dueAt: string | null): string {
  if (dueAt === null) return '';
  const at = new Date(dueAt);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
