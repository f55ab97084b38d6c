import { createHmac, randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const SECRET_BYTES = 32;

export interface SignedMessage {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** A fresh secret for a webhook, as its receiver is given it: `whsec_` and 256 random bits in base64. */
export function newWebhookSecret(): string {
  return `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64')}`;
}

/**
 * The value of `webhook-signature` (Standard Webhooks 1.0.0): `v1,` and the HMAC-SHA256 of id, timestamp and body, in
 * base64. Throws a TypeError for a text that is no such secret.
 */
export function signWebhook(secret: string, { id, timestamp, body }: SignedMessage): string {
  if (!secret.startsWith(PREFIX)) throw new TypeError('this is no secret of a webhook');
  const key = Buffer.from(secret.slice(PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}
