import { AppError } from '#server/platform/app-error.ts';
import { redactText } from './redact-text.ts';
import { type IsSensitive, redactValue } from './redact-value.ts';

const MAX_CAUSES = 5;
const MAX_MESSAGE = 500;
const MAX_FRAMES = 12;
const frame = /^ {4}at [^\n]{1,300}$/;
const plainCode = /^[\w.-]{1,60}$/;

// What PostgreSQL says by name, not by value: `detail`, `where` and `hint` quote rows.
const safeFacts = [
  'code',
  'severity',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
  'syscall',
] as const;

/** An error as it is logged: names, codes and frames; its sentence without what it quotes; its causes likewise. */
export function errorRecord(error: unknown, isSensitive: IsSensitive, depth = 0): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  return {
    type: redactText(error.name.slice(0, 60)),
    message: withoutQuotations(error.message),
    ...facts(error),
    ...(error instanceof AppError && {
      ...(error.field !== undefined && { field: redactText(error.field) }),
      ...(error.private !== undefined && { private: privatePart(error.private, isSensitive, depth) }),
    }),
    stack: frames(error),
    ...(error.cause !== undefined &&
      depth < MAX_CAUSES && { cause: errorRecord(error.cause, isSensitive, depth + 1) }),
    ...(error instanceof AggregateError &&
      depth < MAX_CAUSES && {
        errors: error.errors.slice(0, MAX_CAUSES).map((one) => errorRecord(one, isSensitive, depth + 1)),
      }),
  };
}

function privatePart(part: unknown, isSensitive: IsSensitive, depth: number): unknown {
  return part instanceof Error && depth < MAX_CAUSES
    ? errorRecord(part, isSensitive, depth + 1)
    : redactValue(part, isSensitive);
}

function facts(error: Error): Record<string, string> {
  const found: [string, string][] = [];
  for (const name of safeFacts) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === 'string' && plainCode.test(value)) found.push([name, redactText(value)]);
  }
  return Object.fromEntries(found);
}

/** A sentence without what it quotes: libraries and the database put what they were given between quotation marks. */
export function withoutQuotations(message: string): string {
  return redactText(
    message
      .slice(0, MAX_MESSAGE)
      .replace(/(["'`]).*(?:\1|$)/s, '$1…$1')
      .replaceAll(/=\([^)]*\)?/g, '=(…)'),
  );
}

function frames(error: Error): readonly string[] {
  const stack = error.stack ?? '';
  const head = stack.indexOf(error.message);
  const rest = head === -1 ? stack : stack.slice(head + error.message.length);
  return rest
    .split('\n')
    .filter((line) => frame.test(line))
    .slice(0, MAX_FRAMES)
    .map((line) => redactText(line.trim()));
}
