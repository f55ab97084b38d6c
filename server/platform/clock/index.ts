/** Where time comes from. Nothing else in the server reads the time of day. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock for tests: stands still until moved. */
export interface TestClock extends Clock {
  /** Moves by `milliseconds`, backwards if negative. */
  advance(milliseconds: number): void;
  set(time: Date): void;
}

export function testClock(start: Date = new Date('2026-01-01T00:00:00.000Z')): TestClock {
  let time = start.getTime();
  return {
    now: () => new Date(time),
    advance(milliseconds) {
      time += milliseconds;
    },
    set(to) {
      time = to.getTime();
    },
  };
}
