import { Email, RANK } from '#contracts/common.ts';
import type { GivenRole, SsoMapping } from '#contracts/sso.ts';
import type { Person, Vouched } from './connection.ts';

// What the common providers call them, the plainest first.
const EMAIL_NAMES = [
  'email',
  'mail',
  'emailAddress',
  'urn:oid:0.9.2342.19200300.100.1.3',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress',
];
const NAME_NAMES = [
  'name',
  'displayName',
  'cn',
  'urn:oid:2.16.840.1.113730.3.1.241',
  'urn:oid:2.5.4.3',
  'http://schemas.microsoft.com/identity/claims/displayname',
  'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name',
];
const GROUP_NAMES = [
  'groups',
  'memberOf',
  'http://schemas.microsoft.com/ws/2008/06/identity/claims/groups',
  'http://schemas.xmlsoap.org/claims/Group',
];

/** The person a provider vouches for, as the workspace reads it. Pure. */
export function personOf(vouched: Vouched, mapping: SsoMapping): Person {
  return {
    email: emailOf(vouched, mapping.email),
    name: oneOf(valuesOf(vouched, mapping.name, NAME_NAMES))?.slice(0, 120) ?? null,
    role: roleOf(valuesOf(vouched, mapping.groups, GROUP_NAMES), mapping),
  };
}

// Two different addresses are none: which of them it is must not hang on their order.
function emailOf(vouched: Vouched, attribute: string | null): string | null {
  const values = valuesOf(vouched, attribute, EMAIL_NAMES);
  const found = attribute === null && values.length === 0 ? [vouched.emailSubject ?? ''] : values;
  const address = Email.safeParse(oneOf([...new Set(found.map((value) => value.trim().toLowerCase()))]));
  // What is not plain ASCII could look like another address, or fold into one.
  return address.success && /^[\x21-\x7e]+$/.test(address.data) ? address.data : null;
}

function roleOf(groups: readonly string[], { roles }: SsoMapping): GivenRole | null {
  const given = roles.filter(({ group }) => groups.includes(group)).map(({ role }) => role);
  return given.sort((one, other) => RANK[other] - RANK[one])[0] ?? null;
}

function valuesOf({ attributes }: Vouched, name: string | null, usual: readonly string[]): readonly string[] {
  if (name !== null) return attributes.get(name) ?? [];
  const found = usual.find((candidate) => attributes.has(candidate));
  return found === undefined ? [] : (attributes.get(found) ?? []);
}

function oneOf(values: readonly string[]): string | undefined {
  return values.length === 1 ? values[0] : undefined;
}

/** The domain of an address; the part after its last `@`. */
export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1);
}
