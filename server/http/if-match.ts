import { AppError } from '#server/platform/app-error.ts';

/** The version a write names (RFC 9110, 13.1.1; RFC 6585, 3). @throws AppError precondition_required without one. */
export function requireVersion(ifMatch: number | undefined): number {
  if (ifMatch === undefined) throw new AppError('precondition_required', { field: 'if-match' });
  return ifMatch;
}
