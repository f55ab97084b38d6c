import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ZodError } from 'zod';
import { type ErrorCode, type ErrorStatus, errorStatus, type ProblemBody } from '#contracts/errors.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { ErrorReports } from '#server/platform/error-reports/index.ts';
import { isOutage } from '#server/platform/outage.ts';
import { isScim, toScimProblem } from './scim-wire.ts';
import { fieldIssues } from './zod-issues.ts';

export { AppError };

/** One error as it goes over the wire. */
export interface Problem {
  readonly status: ErrorStatus;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const sentences: Record<ErrorCode, string> = {
  bad_request: 'The request could not be understood.',
  unauthenticated: 'Sign in first.',
  second_factor_required: 'A second factor is needed to finish signing in.',
  forbidden: 'You may not do this.',
  enrolment_required: 'This workspace asks for a second factor. Set one up first.',
  sign_in_method_refused: 'This workspace asks for another way of signing in.',
  address_refused: 'This workspace cannot be entered from this network.',
  step_up_required: 'Confirm that it is you first.',
  token_refused: 'This asks for a person who is signed in, not for an API token.',
  password_change_required: 'Choose a new password first.',
  not_found: 'There is nothing here.',
  conflict: 'This does not fit the current state.',
  gone: 'This is no longer available.',
  precondition_failed: 'Someone else changed this in the meantime.',
  payload_too_large: 'The request is too large.',
  uri_too_long: 'The address is too long.',
  unsupported_media_type: 'This content type is not accepted here.',
  range_not_satisfiable: 'This range is outside the file.',
  invalid_field: 'A field is not valid.',
  locked: 'This is locked at the moment.',
  precondition_required: 'Say which version you are changing (If-Match).',
  too_many_requests: 'Too many requests. Try again later.',
  internal: 'Something went wrong.',
  unavailable: 'The service is not available at the moment.',
};

// These say the same thing whatever the reason: anything more would tell what exists, or how it broke.
const bland: ReadonlySet<ErrorCode> = new Set(['not_found', 'internal']);

/** Installs the error and not-found handlers: the only two places where an error becomes a reply. */
export function registerProblems(app: FastifyInstance, reports?: Pick<ErrorReports, 'report'>): void {
  app.setErrorHandler((error, request, reply) => {
    const gone = hasHungUp(error, request);
    const problem = gone ? new AppError('bad_request', { cause: error }) : toAppError(error);
    if (problem.code === 'internal') {
      const place = `${request.method} ${request.routeOptions.url ?? '?'}`;
      reports?.report(problem.cause ?? problem, { kind: 'route', place, requestId: request.id });
    }
    return sendProblem(problem, request, reply);
  });
  app.setNotFoundHandler((request, reply) => sendProblem(new AppError('not_found'), request, reply));
}

/**
 * Fastify's `frameworkErrors` option: failures before routing (a path that is no valid URL), where no hook
 * runs and where Fastify itself would repeat the path. `headers` go on the reply.
 */
export function frameworkErrors(headers: Readonly<Record<string, string>>) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void => {
    reply.headers(headers).header('x-request-id', request.id);
    sendProblem(toAppError(error), request, reply);
  };
}

function sendProblem(error: AppError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const problem = isScim(request) ? toScimProblem(error, toProblem(error)) : toProblem(error);
  if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
  else if (error.private !== undefined) request.log.info({ err: error }, 'request refused');
  return reply.code(problem.status).headers(problem.headers).send(problem.body);
}

/** The reply for an error. Only the public part of the error is in it. */
export function toProblem(error: AppError): Problem {
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' };
  if (error.retryAfter !== undefined)
    headers['retry-after'] = String(Math.max(0, Math.ceil(error.retryAfter)));
  // RFC 9110, 11.6.1: a 401 names a scheme. Bearer makes no browser ask for a password.
  if (errorStatus[error.code] === 401) headers['www-authenticate'] = 'Bearer realm="caseward"';
  return { status: errorStatus[error.code], headers, body: JSON.stringify(problemBody(error)) };
}

function problemBody(error: AppError): ProblemBody {
  const { code, field, issues, details } = error;
  if (bland.has(code)) return { code, message: sentences[code] };
  return {
    code,
    message: error.publicMessage ?? sentences[code],
    ...(field !== undefined && { field }),
    ...(issues !== undefined && issues.length > 0 && { issues: [...issues] }),
    ...(details !== undefined && { details: { ...details } }),
  };
}

/** Seconds until a request is worth another try while a part is away. */
const OUTAGE_SECONDS = 5;

/**
 * Any thrown value as an AppError. What is not known for sure to be the client's fault becomes `internal`, or
 * `unavailable` while the database, the object store or the key service is away.
 */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof ZodError) return invalidInput(error);
  if (isCutOff(error)) return new AppError('bad_request', { cause: error });
  if (isFastifyError(error)) return new AppError(fastifyCode(error), { cause: error, private: error.code });
  if (isOutage(error)) return new AppError('unavailable', { cause: error, retryAfter: OUTAGE_SECONDS });
  return new AppError('internal', { cause: error });
}

/** The 422 for input that its schema refused; `field` is the first field at fault. */
export function invalidInput(error: ZodError): AppError {
  const issues = fieldIssues(error.issues);
  const [first] = issues;
  if (first === undefined) return new AppError('invalid_field');
  return new AppError('invalid_field', {
    ...(first.field !== '' && { field: first.field }),
    message: first.message,
    ...(issues.length > 1 && { issues }),
  });
}

// A library's own `statusCode` is no permission to tell the client anything: only Fastify's parsing errors count.
function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('FST_ERR_');
}

/** The client went away while its body was read: the error is that stream's own, and no failure of ours. */
function hasHungUp(error: unknown, { raw }: FastifyRequest): boolean {
  return error instanceof Error && raw.errored === error;
}

// The client hung up in the middle of its body: Fastify marks that with a status, a database's hang-up has none.
function isCutOff(error: unknown): boolean {
  return (
    error instanceof Error &&
    Reflect.get(error, 'code') === 'ECONNRESET' &&
    Reflect.get(error, 'statusCode') === 400
  );
}

function fastifyCode(error: FastifyError): ErrorCode {
  switch (error.code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return 'payload_too_large';
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return 'unsupported_media_type';
    case 'FST_ERR_MAX_PARAM_LENGTH':
    case 'FST_ERR_NOT_FOUND':
      return 'not_found';
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
    case 'FST_ERR_CTP_EMPTY_JSON_BODY':
    case 'FST_ERR_CTP_INVALID_JSON_BODY':
    case 'FST_ERR_BAD_URL':
      return 'bad_request';
    default:
      return 'internal';
  }
}
