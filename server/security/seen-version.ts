import { AppError } from '#server/platform/app-error.ts';

/** A change that names the version it was made from. */
export type FromVersion = { readonly ifMatch: number };

/** @throws AppError precondition_failed, naming the version there is, for a change made from another. */
export function assertSeen({ version }: { readonly version: number }, { ifMatch }: FromVersion): void {
  if (version !== ifMatch) throw new AppError('precondition_failed', { details: { version } });
}
