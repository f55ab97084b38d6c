import type { Claims } from '#server/platform/openid/index.ts';
import { AnswerRefusal } from '../answer-refusal.ts';
import type { Vouched } from '../connection.ts';

const MOST_ATTRIBUTES = 200;
const MOST_VALUES = 1_000;
const DEEPEST = 3;

// Of the protocol, not of the person.
const PROTOCOL: ReadonlySet<string> = new Set([
  'iss',
  'aud',
  'azp',
  'exp',
  'iat',
  'nbf',
  'nonce',
  'jti',
  'at_hash',
  'c_hash',
  's_hash',
]);

/**
 * What an OpenID provider says of a person: of the ID token first, then what only userinfo tells. A claim inside
 * another is named by its path, as `realm_access.roles`.
 * @throws AnswerRefusal where the provider itself says that the address is not verified.
 */
export function vouchedBy(claims: Claims, userinfo: Claims): Vouched {
  if ([claims, userinfo].some(({ email_verified: verified }) => verified === false || verified === 'false')) {
    throw new AnswerRefusal('email-unverified');
  }
  const attributes = new Map<string, readonly string[]>();
  for (const source of [claims, userinfo]) {
    for (const [name, value] of Object.entries(source)) {
      if (!PROTOCOL.has(name)) add(attributes, name, value, 1);
    }
  }
  return { attributes, emailSubject: null };
}

function add(attributes: Map<string, readonly string[]>, name: string, value: unknown, depth: number): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    if (depth >= DEEPEST) return;
    for (const [inner, one] of Object.entries(value)) add(attributes, `${name}.${inner}`, one, depth + 1);
    return;
  }
  const values = (Array.isArray(value) ? value : [value]).flatMap(plain);
  if (values.length > MOST_VALUES) throw new AnswerRefusal('attributes');
  if (values.length === 0 || attributes.has(name)) return;
  if (attributes.size >= MOST_ATTRIBUTES) throw new AnswerRefusal('attributes');
  attributes.set(name, values);
}

function plain(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  return typeof value === 'number' || typeof value === 'boolean' ? [String(value)] : [];
}
