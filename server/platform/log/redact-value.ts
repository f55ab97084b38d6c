import { redactText } from './redact-text.ts';

const MAX_DEPTH = 6;
const MAX_ITEMS = 50;
const MAX_TEXT = 1_000;
const MAX_KNOWN = 1_000;
const REDACTED = '[redacted]';

const credentialStems = [
  'password',
  'passwd',
  'passphrase',
  'secret',
  'token',
  'cookie',
  'authorization',
  'apikey',
  'credential',
  'privatekey',
  'csrf',
  'totp',
  'otp',
  'email',
  'jwt',
];
const credentialNames = [
  'code',
  'codes',
  'ip',
  'address',
  'remoteaddress',
  'key',
  'body',
  'headers',
  'query',
  'url',
];

/** Says of a field's name whether its value may be logged. Spelling (case, `_`, `-`) makes no difference. */
export type IsSensitive = (name: string) => boolean;

/** `classified` holds the names that the classification of columns and fields marks as confidential. */
export function sensitiveNames(classified: readonly string[]): IsSensitive {
  const exact = new Set([...credentialNames, ...classified].map(fold));
  const known = new Map<string, boolean>();
  const judge = (name: string) => {
    const folded = fold(name);
    return exact.has(folded) || credentialStems.some((stem) => folded.includes(stem));
  };
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const sensitive = judge(name);
    // Our own field names are few; names made up by a client must not fill the memory.
    if (known.size < MAX_KNOWN) known.set(name, sensitive);
    return sensitive;
  };
}

function fold(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
}

/** A copy that is safe to log: sensitive names blanked, free text redacted, depth and size bounded. */
export function redactValue(value: unknown, isSensitive: IsSensitive, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value.slice(0, MAX_TEXT));
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return typeof value === 'function' ? '[function]' : value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Error) return `[${value.name}]`;
  if (depth === MAX_DEPTH) return '[deep]';
  if (Array.isArray(value)) {
    return value.slice(0, MAX_ITEMS).map((item) => redactValue(item, isSensitive, depth + 1));
  }
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, MAX_ITEMS)
      .map(([name, item]) => [
        redactText(name.slice(0, 100)),
        isSensitive(name) ? REDACTED : redactValue(item, isSensitive, depth + 1),
      ]),
  );
}
