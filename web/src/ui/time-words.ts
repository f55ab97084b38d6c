const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

/** "3 hours ago", "in 2 days", "just now". */
export function relativeTime(at: number, now: number, locale = 'en'): string {
  const away = at - now;
  const step = STEPS.find(([, ms]) => Math.abs(away) >= ms);
  if (step === undefined) return 'just now';
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(Math.trunc(away / step[1]), step[0]);
}

/** A day without a time, in the reader's own order. */
export function dayOf(at: string): string {
  return new Date(at).toLocaleDateString(undefined, { year: 'numeric', month: 'short', day: 'numeric' });
}

/** To the minute, in the reader's own order and zone. */
export function minuteOf(at: string): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
