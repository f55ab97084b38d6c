const codes = [
  'CW401',
  'CW402',
  'CW404',
  'CW409',
  'CW410',
  'CW411',
  'CW412',
  'CW413',
  'CW414',
  'CW415',
  'CW423',
] as const;

/** The SQLSTATEs our own functions raise when they say no. */
export type Refusal = (typeof codes)[number];

const refusals: ReadonlySet<string> = new Set(codes);

/** Which of our refusals, or which PostgreSQL error (SQLSTATE), a thrown value is. */
export function databaseRefusal(error: unknown): Refusal | undefined {
  const code = sqlState(error);
  return code !== undefined && isRefusal(code) ? code : undefined;
}

export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  return error.code;
}

function isRefusal(code: string): code is Refusal {
  return refusals.has(code);
}
