import type { ErrorCode, FieldIssue } from '#contracts/errors.ts';

export interface AppErrorOptions {
  /** Path of the field at fault, as the client wrote it: `parties.0.name`. Public. */
  readonly field?: string;
  /** One sentence for the client. Public; must not repeat what the client sent. */
  readonly message?: string;
  /** What the operator needs to know. Logged (redacted), never sent. */
  readonly private?: unknown;
  /** Seconds until a retry makes sense. */
  readonly retryAfter?: number;
  /** Machine-readable facts the client may act on, such as the other person's change. Public. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly issues?: readonly FieldIssue[];
  readonly cause?: unknown;
}

/** An expected failure: a public part (code, sentence, field) and a private part that only the log sees. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly publicMessage: string | undefined;
  readonly field: string | undefined;
  readonly private: unknown;
  readonly retryAfter: number | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  readonly issues: readonly FieldIssue[] | undefined;

  constructor(code: ErrorCode, options: AppErrorOptions = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.publicMessage = options.message;
    this.field = options.field;
    this.private = options.private;
    this.retryAfter = options.retryAfter;
    this.details = options.details;
    this.issues = options.issues;
  }
}
