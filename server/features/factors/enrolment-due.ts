const ADMIN_DAYS = 7;
const DAY_MS = 24 * 3600 * 1000;

/** The earlier of what the role and the workspace ask for; null when neither does. Times are ISO 8601. */
export function dueOf(adminSince: string | null, strongFactorFrom: string | null): string | null {
  const asked = [
    adminSince === null ? [] : [Date.parse(adminSince) + ADMIN_DAYS * DAY_MS],
    strongFactorFrom === null ? [] : [Date.parse(strongFactorFrom)],
  ].flat();
  return asked.length === 0 ? null : new Date(Math.min(...asked)).toISOString();
}
