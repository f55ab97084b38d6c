/**
 * What the job library tells of as an error. Where a queue cannot be asked it copies the error into a plain object, which the log
 * would show as nothing but that; here it is an error again, with its code and frames.
 */
export function jobError(told: unknown): unknown {
  if (told instanceof Error || typeof told !== 'object' || told === null) return told;
  const { message, stack, ...facts } = told as { message?: unknown; stack?: unknown };
  if (typeof message !== 'string') return told;
  return Object.assign(new Error(message), facts, typeof stack === 'string' ? { stack } : {});
}
