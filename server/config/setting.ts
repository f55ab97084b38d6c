import { isIP } from 'node:net';
import { z } from 'zod';

export type Environment = 'development' | 'test' | 'production';

/**
 * One thing an operator may set through an environment variable.
 * `schema` turns the text (or `undefined` where it is not set) into the value the program uses.
 * `unsafeInProduction` answers why a value must not be used there, or nothing when it may.
 */
export type Setting<T> = {
  readonly about: string;
  readonly default: string;
  readonly example: string;
  readonly secret?: true;
  readonly schema: z.ZodType<T, string | undefined>;
  readonly unsafeInProduction?: (value: T) => string | undefined;
};

export function setting<T>(declaration: Setting<T>): Setting<T> {
  return declaration;
}

export const optionalText = z.string().max(2048).optional();

export function wholeNumber(min: number, max: number, fallback: number) {
  const sentence = `must be a whole number from ${min} to ${max}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, sentence)
    .default(String(fallback))
    .transform(Number)
    .refine((value) => value >= min && value <= max, sentence);
}

export function oneOf<const T extends readonly [string, ...string[]]>(values: T, fallback: T[number]) {
  return z
    .string()
    .default(fallback)
    .pipe(z.enum(values, { error: `must be one of: ${values.join(', ')}` }));
}

export const yesOrNo = z
  .string()
  .default('false')
  .refine((value) => value === 'true' || value === 'false', 'must be true or false')
  .transform((value) => value === 'true');

export function urlWith(protocols: readonly string[]) {
  const sentence = `must be a URL beginning with ${protocols.map((name) => `${name}//`).join(' or ')}`;
  return z
    .string()
    .max(2048)
    .refine((value) => protocols.includes(URL.parse(value)?.protocol ?? ''), sentence)
    .optional();
}

/** `host` or `host:port`, separated by commas. */
export const hosts = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim().toLowerCase())
      .filter((part) => part !== ''),
  )
  .refine(
    (list) => list.every((host) => /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:]{2,45}\])(?::\d{1,5})?$/.test(host)),
    'must be a comma-separated list of hosts such as idp.internal or idp.internal:8443',
  );

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128);
}

export const networks = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  )
  .refine(
    (list) => list.every(isNetwork),
    'must be a comma-separated list of addresses or networks such as 10.0.0.0/8',
  );
