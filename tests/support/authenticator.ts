import { Secret, TOTP } from 'otpauth';

const STEP_MS = 30_000;

/** An authenticator app that holds one secret. */
export interface Authenticator {
  /** The code at this moment, in ms since 1970. */
  at(moment: number): string;
  /**
   * A code that was not given out before and that a server whose clock says `now` accepts: of the step before, then
   * of this one, then of the next. Three in a row, then time has to pass.
   */
  next(now?: number): string;
}

/** @param arrivesWithin ms until a code is at the server: so close to the end of a step, the one before is not given. */
export function authenticator(secret: string, arrivesWithin = 1_500): Authenticator {
  const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 });
  const at = (moment: number) => totp.generate({ timestamp: moment });
  let last = 0;
  return {
    at,
    next(now = Date.now()) {
      const step = Math.max(last + 1, Math.floor((now + arrivesWithin) / STEP_MS) - 1);
      last = step;
      return at(step * STEP_MS);
    },
  };
}
