import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import { errorRecord, withoutQuotations } from './error-record.ts';
import { replyRecord, requestRecord } from './http-record.ts';
import { redactValue, sensitiveNames } from './redact-value.ts';

export type { Logger } from 'pino';
export { redactText } from './redact-text.ts';
export { createScrubber } from './scrub.ts';

export interface LoggerOptions {
  readonly level: string;
  /** Names of fields that the classification marks as confidential. Credentials are known without being named. */
  readonly sensitive: readonly string[];
  /** Where lines go; standard output by default. */
  readonly destination?: DestinationStream;
}

// These have a record of their own, made by a serialiser.
const recorded: ReadonlySet<string> = new Set(['req', 'res', 'err', 'error']);

/**
 * The server's log: one JSON object a line, safe to ship (claims FC-27, FL-24). Three nets lie behind each
 * other: what is recorded at all, names that are blanked, and patterns taken out of free text.
 */
export function createLogger({ level, sensitive, destination }: LoggerOptions): Logger {
  const isSensitive = sensitiveNames(sensitive);
  const clean = (value: unknown) => redactValue(value, isSensitive);
  const record = (fields: object) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name,
        recorded.has(name) ? value : isSensitive(name) ? '[redacted]' : clean(value),
      ]),
    );
  const asError = (error: unknown) => errorRecord(error, isSensitive);

  const logger = pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      serializers: { req: requestRecord, res: replyRecord, err: asError, error: asError },
      formatters: { level: (label) => ({ level: label }), log: record },
      hooks: {
        logMethod(args, method) {
          Reflect.apply(method, this, cleanArguments(args, clean));
        },
      },
    },
    // Written behind, many lines at once: a write a line was an eighth of what a read of one case costs the server.
    // What waits is written when the process ends.
    destination ?? pino.destination({ dest: 1, sync: false, minLength: 8192, periodicFlush: 100 }),
  );
  return cleanBindings(logger, record);
}

/** The arguments of a log call, its sentence and what is to be put into it made safe; fields are safe by `record`. */
function cleanArguments(args: readonly unknown[], clean: (value: unknown) => unknown): unknown[] {
  const [first, ...rest] = args;
  if (typeof first === 'string') return args.map(clean);
  const error = first instanceof Error ? first : carriedError(first);
  if (error === undefined) return [first, ...rest.map(clean)];
  // Pino would take the error's own sentence for a line that has none.
  const [sentence = error.message, ...values] = rest;
  const message = sentence === error.message ? withoutQuotations(error.message) : clean(sentence);
  return [first === error ? { err: error } : first, message, ...values.map(clean)];
}

function carriedError(value: unknown): Error | undefined {
  const error: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'err') : undefined;
  return error instanceof Error ? error : undefined;
}

// Pino runs its formatters on fields but not on what a child logger is bound to; children inherit these two.
function cleanBindings(logger: Logger, record: (fields: object) => Record<string, unknown>): Logger {
  logger.child = new Proxy(logger.child, {
    apply: (child, self, [bindings, ...rest]) => Reflect.apply(child, self, [record(bindings), ...rest]),
  });
  logger.setBindings = new Proxy(logger.setBindings, {
    apply: (setBindings, self, [bindings]) => Reflect.apply(setBindings, self, [record(bindings)]),
  });
  return logger;
}
