import { type Outside, OutsideError } from '#server/platform/fetch-outside/index.ts';
import { signWebhook } from '#server/security/crypto/index.ts';

const LARGEST_ANSWER = 4_096;

export interface Message {
  /** The same for every try, so that a receiver can drop what it has. */
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly data: unknown;
}

/**
 * Posts a signed message (Standard Webhooks 1.0.0); done when it was answered by 2xx. A redirect is none.
 * @throws OutsideError
 */
export async function postMessage(
  outside: Pick<Outside, 'send'>,
  { address, secret }: { readonly address: string; readonly secret: string },
  { id, type, at: timestamp, data }: Message,
  now: Date,
): Promise<void> {
  const body = JSON.stringify({ type, timestamp, data });
  const seconds = Math.floor(now.getTime() / 1_000);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(seconds),
    'webhook-signature': signWebhook(secret, { id, timestamp: seconds, body }),
  };
  const { status } = await outside.send(address, { method: 'POST', headers, body }, LARGEST_ANSWER);
  if (status < 200 || status > 299) throw new OutsideError('status');
}
