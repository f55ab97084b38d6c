import { Secret, TOTP } from 'otpauth';
import { BackupCodes, TotpOffer } from '#contracts/factors.ts';
import type { ProbeContext, ProbePerson } from '../probe-context.ts';
import { done, prepared } from './expect.ts';

const STEP_MS = 30_000;
/** So close to the end of a step, the step before would be too old by the time the code arrives. */
const ARRIVES_WITHIN_MS = 1_500;

/** An authenticator app in the hand of a throw-away person. */
export type Authenticator = {
  readonly secret: string;
  readonly uri: string;
  readonly backupCodes: readonly string[];
  /** The code of a step that was not used yet; three in a row, then half a minute has to pass. */
  next(): string;
  /** The code of the step that `ms` is in, since 1970. */
  at(ms: number): string;
};

/** Sets one up for whoever is signed in here, as a person would: by the secret, then by its first code. */
export async function setUpAuthenticator(context: ProbeContext, as: ProbePerson): Promise<Authenticator> {
  const { call, now } = context;
  const begun = await call({ method: 'POST', path: '/api/v1/account/totp', as });
  const { secret, uri } = prepared(begun, TotpOffer, 'asking for a secret');
  const totp = new TOTP({ secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: 30 });
  const at = (ms: number) => totp.generate({ timestamp: ms });
  let last = 0;
  const next = () => {
    last = Math.max(last + 1, Math.floor((now() + ARRIVES_WITHIN_MS) / STEP_MS) - 1);
    return at(last * STEP_MS);
  };
  const path = '/api/v1/account/totp/confirmation';
  const confirmed = await call({ method: 'POST', path, as, body: { code: next() } });
  const { codes } = prepared(confirmed, BackupCodes, 'confirming an authenticator app');
  return { secret, uri, backupCodes: codes, next, at };
}

export async function switchAuthenticatorOff({ call }: ProbeContext, as: ProbePerson): Promise<void> {
  done(
    await call({ method: 'DELETE', path: '/api/v1/account/totp', as }),
    'switching an authenticator app off',
  );
}
