import type { ProblemBody } from '#contracts/errors.ts';

/** Reads the body of a refused request; nothing for one that is not ours (a proxy's page, a cut reply). */
export function problemOf(text: string): ProblemBody | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return isProblem(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function isProblem(body: unknown): body is ProblemBody {
  if (typeof body !== 'object' || body === null) return false;
  return (
    'code' in body && typeof body.code === 'string' && 'message' in body && typeof body.message === 'string'
  );
}
