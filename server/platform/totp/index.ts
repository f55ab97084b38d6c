import { Secret, TOTP } from 'otpauth';

/** 160 bits, as long as the digest of its HMAC (RFC 4226, requirement R6). */
const SECRET_BYTES = 20;
const STEP_SECONDS = 30;
const ISSUER = 'Caseward';

/** A new secret in base32, as it is typed into an authenticator app. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** What the QR code says: the secret, and whose it is. */
export function totpUri(secret: string, account: string): string {
  return generator(secret, account).toString();
}

/**
 * The 30-second step a six-digit code was made for, one step of drift to either side of `now` accepted (RFC 6238,
 * 5.2); undefined when the code is wrong.
 */
export function totpStep(secret: string, code: string, now: Date): number | undefined {
  // The library throws for what is as long as a code and holds more than ASCII.
  if (!/^\d{6}$/.test(code)) return undefined;
  const delta = generator(secret, '').validate({ token: code, timestamp: now.getTime(), window: 1 });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + delta;
}

function generator(secret: string, account: string): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label: account,
    algorithm: 'SHA1',
    digits: 6,
    period: STEP_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}
