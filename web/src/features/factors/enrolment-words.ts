import { relativeTime } from '../../ui/time-words.ts';

const MINUTE = 60_000;

/** What is said to somebody who still needs a strong factor by `enrolBy` (ISO 8601), at `now` in ms since 1970. */
export function enrolmentWords(enrolBy: string, now: number): { over: boolean; sentence: string } {
  const by = Date.parse(enrolBy);
  if (by <= now)
    return {
      over: true,
      sentence:
        'A workspace of yours asks for a second factor, and the time for it is over: until you set one up here, it stays closed.',
    };
  const time = by - now < MINUTE ? 'in less than a minute' : relativeTime(by, now);
  return {
    over: false,
    sentence: `Set up a second factor: ${time} your workspace asks for it first.`,
  };
}
