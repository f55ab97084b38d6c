import { ApiError } from './api-error.ts';
import { changeHeaders } from './client.ts';
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
  const address = URL.createObjectURL(await response.blob());
  const link = Object.assign(document.createElement('a'), { href: address, download: fileName });
  link.click();
  URL.revokeObjectURL(address);
}
