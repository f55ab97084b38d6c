import type { Health } from '#contracts/health.ts';
import { ApiError } from '../../api/api-error.ts';

/** GET /api/health, which answers 503 with the same body when a part is down. */
export async function readHealth(signal: AbortSignal): Promise<Health> {
  const response = await fetch('/api/health', { signal, cache: 'no-store' }).catch(() => undefined);
  if (response?.ok || response?.status === 503) return response.json();
  throw new ApiError(response?.status ?? 0, undefined, undefined);
}
