import type { ScimType } from '#contracts/scim.ts';
import { AppError } from '#server/platform/app-error.ts';

/** A 400 of SCIM with its reason (RFC 7644, 3.12). `message` is public and repeats nothing of what was sent. */
export function refusal(scimType: ScimType, message: string): AppError {
  return new AppError('bad_request', { message, details: { scimType } });
}

/** A 409: somebody else has this already. */
export function taken(message: string): AppError {
  return new AppError('conflict', { message, details: { scimType: 'uniqueness' } });
}
