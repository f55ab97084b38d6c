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

/** `host:port`. */
export const hostAndPort = z
  .string()
  .regex(
    /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:]{2,45}\]):\d{1,5}$/,
    'must be a host and a port such as 127.0.0.1:443',
  )
  .transform((text) => {
    const at = text.lastIndexOf(':');
    return { host: text.slice(0, at).replace(/^\[(.*)\]$/, '$1'), port: Number(text.slice(at + 1)) };
  })
  .optional();

/** What stands between commas. */
const listed = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

/** `host` or `host:port`, separated by commas. */
export const hosts = listed
  .transform((list) => list.map((part) => part.toLowerCase()))
  .refine(
    (list) => list.every((host) => /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:]{2,45}\])(?::\d{1,5})?$/.test(host)),
    'must be a comma-separated list of hosts such as idp.internal or idp.internal:8443',
  );

const REGION = /^[a-z0-9][a-z0-9-]{0,39}$/;
export const regionLabel = z.string().regex(REGION, 'must be 1 to 40 of a-z, 0-9 and hyphens');

/** `host=region`, separated by commas. */
export const regionsOfHosts = listed
  .refine(
    (list) =>
      list.every((each) => /^[a-z0-9.:[\]-]{1,253}=[^=]+$/i.test(each) && REGION.test(regionIn(each))),
    'must be a comma-separated list of host=region such as smtp.example.org=eu-central',
  )
  .transform((list) => list.map((each) => ({ host: hostIn(each), region: regionIn(each) })));

const hostIn = (pair: string) => pair.slice(0, pair.indexOf('=')).toLowerCase();
const regionIn = (pair: string) => pair.slice(pair.indexOf('=') + 1);

const KEY = /^[^\s+,]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]{40,60}={0,2}$/;
/** Keys of logs, separated by commas. */
export const logKeys = listed.refine(
  (list) => list.every((key) => KEY.test(key)),
  'must be a comma-separated list of keys such as cases.example.org/audit+1a2b3c4d+AZ…',
);

/** Witnesses, each its key, a space and where it answers, separated by commas. */
export const witnesses = listed
  .refine(
    (list) => list.every((each) => /^\S+ https?:\/\/\S+$/.test(each) && KEY.test(each.split(' ')[0] ?? '')),
    'must be a comma-separated list of a key, a space and an address each',
  )
  .transform((list) =>
    list.map((each) => ({ key: each.split(' ')[0] ?? '', url: each.split(' ')[1] ?? '' })),
  );

function isNetwork(text: string): boolean {
  const [address = '', prefix, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  if (prefix === undefined) return true;
  return /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128);
}

export const networks = listed.refine(
  (list) => list.every(isNetwork),
  'must be a comma-separated list of addresses or networks such as 10.0.0.0/8',
);

/** `name` or `name=address=address`, separated by commas. */
export const ownNames = listed
  .transform((list) =>
    list.map((part) => {
      const [name = '', ...addresses] = part.toLowerCase().split('=');
      return { name, addresses };
    }),
  )
  .refine(
    (list) =>
      list.every(
        ({ name, addresses }) =>
          /^(?=.{1,253}$)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})+$/.test(name) &&
          addresses.every((address) => isIP(address) !== 0),
      ),
    'must be a comma-separated list of names such as mail.example.org or cases.example.org=192.0.2.1',
  );
