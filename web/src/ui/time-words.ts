const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600_000],
  ['month', 2_629_800_000],
  ['week', 604_800_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];
const MINUTE = ['minute', 60_000] as const;

/**
 * "3 hours ago", "in 2 days", "just now". What lies behind is told in whole steps that have passed; what lies ahead
 * by the nearest, and finer below two of a step: seven days given a moment ago are seven days, not six.
 */
export function relativeTime(at: number, now: number, locale = 'en'): string {
  const away = at - now;
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (away < 0) {
    const step = STEPS.find(([, ms]) => -away >= ms);
    return step === undefined ? 'just now' : words.format(Math.trunc(away / step[1]), step[0]);
  }
  const [unit, ms] = STEPS.find(([, length]) => Math.round(away / length) >= 2) ?? MINUTE;
  const steps = Math.round(away / ms);
  return steps === 0 ? 'just now' : words.format(steps, unit);
}

/** A day without a time, in the reader's own order. */
export function dayOf(at: string): string {
  return new Date(at).toLocaleDateString(undefined, { year: 'numeric', month: 'short', day: 'numeric' });
}

/** To the minute, in the reader's own order and zone. */
export function minuteOf(at: string): string {
  return new Date(at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
}
