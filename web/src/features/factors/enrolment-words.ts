const DAY = 24 * 3600 * 1000;

/**
 * What is said to somebody who still needs a strong factor by `enrolBy` (ISO 8601), at `now` in ms since 1970; whole
 * days, rounded down, so that nobody counts on one they do not have.
 */
export function enrolmentWords(enrolBy: string, now: number): { over: boolean; sentence: string } {
  const left = Date.parse(enrolBy) - now;
  if (left <= 0)
    return {
      over: true,
      sentence:
        'A workspace of yours asks for a second factor, and the time for it is over: until you set one up here, it stays closed.',
    };
  const days = Math.floor(left / DAY);
  const time = days === 0 ? 'Less than a day is' : days === 1 ? 'One day is' : `${days} days are`;
  return {
    over: false,
    sentence: `${time} left to set up a second factor. After that your workspace asks for it first.`,
  };
}
