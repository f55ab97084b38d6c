import type { ErrorCode, ProblemBody } from '#contracts/errors.ts';

/** A refused or failed request. `message` is the server's public sentence, fit to be shown. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: ErrorCode | 'offline';
  readonly problem: ProblemBody | undefined;
  /** What the server's log line of this request can be found by. */
  readonly requestId: string | undefined;

  constructor(status: number, problem: ProblemBody | undefined, requestId: string | undefined) {
    super(problem?.message ?? plainSentence(status));
    this.name = 'ApiError';
    this.status = status;
    this.code = problem?.code ?? (status === 0 ? 'offline' : 'internal');
    this.problem = problem;
    this.requestId = requestId;
  }
}

/** The sentences for each field of a form, by its path; the general one under the empty path. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {};
  const { field, message, issues = [] } = error.problem ?? { message: error.message };
  const found = issues.map((issue) => [issue.field, issue.message] as const);
  return Object.fromEntries([[field ?? '', message], ...found]);
}

/** Whether someone else changed it first: nothing was written over. */
export function isLostUpdate(error: unknown): boolean {
  return error instanceof ApiError && error.status === 412;
}

/** A sentence for whatever was thrown; never a stack, never a foreign text. */
export function sentenceOf(error: unknown): string {
  return error instanceof ApiError ? error.message : 'Something went wrong in this page. Nothing was sent.';
}

function plainSentence(status: number): string {
  if (status === 0)
    return 'The server cannot be reached. What you typed is still here; try again in a moment.';
  if (status === 429) return 'Too many requests. Wait a moment and try again.';
  return 'The server could not answer. Try again in a moment.';
}
