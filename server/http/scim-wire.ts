import type { FastifyRequest } from 'fastify';
import type { ErrorStatus } from '#contracts/errors.ts';
import { SCIM_ERROR, SCIM_NAMES, type ScimError, ScimType } from '#contracts/scim.ts';
import { AppError } from '#server/platform/app-error.ts';

/** RFC 7644, 8.1. */
export const SCIM_JSON = 'application/scim+json';

/** Where replies have the form of SCIM, errors before any route is found included. */
export function isScim({ url }: Pick<FastifyRequest, 'url'>): boolean {
  return url.startsWith('/scim/');
}

const CANONICAL = new Map(SCIM_NAMES.map((name) => [name.toLowerCase(), name]));

/** What a directory says of somebody's password is dropped before anyone reads it. */
const PASSWORD = 'password';

/**
 * The body with its names as the schemas write them: SCIM reads them in any case (RFC 7643, 2.1).
 * @throws AppError bad_request for a name that is there twice in two spellings.
 */
export function canonicalNames(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonicalNames);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([name]) => name.toLowerCase() !== PASSWORD)
    .map(([name, item]) => [CANONICAL.get(name.toLowerCase()) ?? name, canonicalNames(item)] as const);
  if (new Set(entries.map(([name]) => name)).size < entries.length)
    throw new AppError('bad_request', { message: 'The JSON body has the same name twice in one object.' });
  return Object.fromEntries(entries);
}

interface Wire {
  readonly status: ErrorStatus;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The same refusal as SCIM writes it (RFC 7644, 3.12): a field that is not valid is a 400 there. */
export function toScimProblem(error: AppError, { status, headers, body }: Wire): Wire {
  const { message, field } = JSON.parse(body);
  const answered = error.code === 'invalid_field' ? 400 : status;
  const scimType = scimTypeOf(error);
  const problem: ScimError = {
    schemas: [SCIM_ERROR],
    status: String(answered),
    ...(scimType !== undefined && { scimType }),
    detail: field === undefined ? message : `${field}: ${message}`,
  };
  return {
    status: answered,
    headers: { ...headers, 'content-type': `${SCIM_JSON}; charset=utf-8` },
    body: JSON.stringify(problem),
  };
}

function scimTypeOf({ code, details }: AppError): ScimType | undefined {
  const named = ScimType.safeParse(details?.scimType);
  if (named.success) return named.data;
  if (code === 'invalid_field') return 'invalidValue';
  return code === 'bad_request' ? 'invalidSyntax' : undefined;
}
