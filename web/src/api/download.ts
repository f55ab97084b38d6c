import type { SignedRecord } from '#contracts/records.ts';
import { ApiError } from './api-error.ts';
import { call, changeHeaders } from './client.ts';
import { problemOf } from './problem.ts';
import { withFactor } from './step-up.ts';

/**
 * Asks for a file by POST (what is asked for stands in no address) and hands it to the browser to keep.
 * @throws {ApiError} when it is refused or does not come
 */
export function download(path: string, body: unknown, fileName: string): Promise<void> {
  return withFactor(() => downloadOnce(path, body, fileName));
}

async function downloadOnce(path: string, body: unknown, fileName: string): Promise<void> {
  const response = await fetch(`/api/v1${path}`, {
    method: 'POST',
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...changeHeaders() },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    credentials: 'same-origin',
    cache: 'no-store',
  }).catch(() => undefined);
  if (!response?.ok) {
    const problem = response ? problemOf(await response.text()) : undefined;
    throw new ApiError(response?.status ?? 0, problem, response?.headers.get('x-request-id') ?? undefined);
  }
  keep(await response.blob(), fileName);
}

const SIGNING_TRIES = 30;

/**
 * Hands a signed record to the browser to keep; one that was written just now is waited for until it is signed.
 * @throws {ApiError} when it is refused or does not come
 */
export async function downloadSigned(path: string, fileName: string): Promise<void> {
  for (let tries = 0; tries < SIGNING_TRIES; tries += 1) {
    const signed = await call<SignedRecord>('GET', path);
    if (signed.note !== null)
      return keep(new Blob([JSON.stringify(signed)], { type: 'application/json' }), fileName);
    await new Promise((resolve) => setTimeout(resolve, 1000));
  }
  throw new ApiError(
    0,
    { code: 'unavailable', message: 'It is not signed yet. Try again in a minute.' },
    undefined,
  );
}

function keep(file: Blob, fileName: string): void {
  const address = URL.createObjectURL(file);
  const link = Object.assign(document.createElement('a'), { href: address, download: fileName });
  link.click();
  URL.revokeObjectURL(address);
}
