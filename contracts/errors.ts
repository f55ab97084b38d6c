import { z } from 'zod';

/** Every error code a client can meet, with its HTTP status. A closed set: adding one is a contract change. */
export const errorStatus = {
  bad_request: 400,
  unauthenticated: 401,
  second_factor_required: 401,
  forbidden: 403,
  enrolment_required: 403,
  sign_in_method_refused: 403,
  address_refused: 403,
  step_up_required: 403,
  token_refused: 403,
  password_change_required: 403,
  not_found: 404,
  conflict: 409,
  gone: 410,
  precondition_failed: 412,
  payload_too_large: 413,
  uri_too_long: 414,
  unsupported_media_type: 415,
  range_not_satisfiable: 416,
  invalid_field: 422,
  locked: 423,
  precondition_required: 428,
  too_many_requests: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;
export type ErrorStatus = (typeof errorStatus)[ErrorCode];

export const errorCodeSchema = z.literal(Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]);

const fieldPathSchema = z.string().max(200);
const sentenceSchema = z.string().max(300);

/**
 * The body of every 4xx and 5xx. The request id is in the `X-Request-Id` header only, so that a record one
 * may not see and a record that does not exist answer with the same bytes (claim FC-18).
 */
export const problemSchema = z.strictObject({
  code: errorCodeSchema,
  message: sentenceSchema,
  field: fieldPathSchema.optional(),
  issues: z
    .array(z.strictObject({ field: fieldPathSchema, message: sentenceSchema }))
    .max(20)
    .optional(),
  details: z.record(z.string().max(100), z.unknown()).optional(),
});

export type ProblemBody = z.infer<typeof problemSchema>;
export type FieldIssue = NonNullable<ProblemBody['issues']>[number];
