import { Email } from '#contracts/common.ts';
import { SCIM_USER, type ScimUserWrite } from '#contracts/scim.ts';
import type { Askable } from './filter/matches.ts';
import type { Draft, Patchable } from './patch/apply-patch.ts';
import { refusal } from './refusal.ts';

/** What is kept of a person in a directory, sealed beside their membership. */
export interface DirectoryPerson {
  readonly userName: string;
  readonly externalId: string | null;
  readonly displayName: string | null;
  readonly formatted: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
}

/** A person as a directory sends them. */
export interface SentPerson {
  readonly person: DirectoryPerson;
  /** The address they sign in with here. */
  readonly email: string;
  readonly active: boolean;
}

const one = { kind: 'one' } as const;
const fixed = { kind: 'fixed' } as const;
const unkept = { kind: 'unkept' } as const;
const NAME_PARTS = [
  'formatted',
  'familyName',
  'givenName',
  'middleName',
  'honorificPrefix',
  'honorificSuffix',
] as const;
const MAIL_PARTS = { value: 'text', type: 'text', primary: 'truth', display: 'text' } as const;

export const patchableUser: Patchable = {
  urn: SCIM_USER,
  attributes: {
    schemas: unkept,
    id: fixed,
    meta: fixed,
    groups: fixed,
    externalId: one,
    userName: one,
    displayName: one,
    active: one,
    name: { kind: 'parts', parts: NAME_PARTS },
    emails: { kind: 'many', parts: MAIL_PARTS },
    nickName: unkept,
    profileUrl: unkept,
    title: unkept,
    userType: unkept,
    preferredLanguage: unkept,
    locale: unkept,
    timezone: unkept,
    password: unkept,
    phoneNumbers: unkept,
    ims: unkept,
    photos: unkept,
    addresses: unkept,
    entitlements: unkept,
    roles: unkept,
    x509Certificates: unkept,
  },
};

const meta = { resourcetype: 'exact', created: 'moment', lastmodified: 'moment' } as const;

export const askableUser: Askable = {
  id: 'exact',
  externalid: 'exact',
  username: 'text',
  displayname: 'text',
  active: 'truth',
  name: { formatted: 'text', familyname: 'text', givenname: 'text' },
  emails: { value: 'text', type: 'text', primary: 'truth' },
  groups: { value: 'exact', display: 'text', type: 'text' },
  meta,
};
/**
 * Reads what a directory sent of a person. The address is the primary one, else the one of work, else the first, else
 * the user name.
 * @throws AppError invalidValue where there is none.
 */
export function readPerson(sent: ScimUserWrite): SentPerson {
  const { userName, externalId, displayName, name, active } = sent;
  return {
    person: {
      userName,
      externalId: blankless(externalId),
      displayName: blankless(displayName),
      formatted: blankless(name?.formatted),
      givenName: blankless(name?.givenName),
      familyName: blankless(name?.familyName),
    },
    email: addressOf(sent),
    active: active === null || active === undefined || truthOf(active),
  };
}

/** Their name as colleagues read it; empty where the directory gives none. */
export function nameOf({ displayName, formatted, givenName, familyName }: DirectoryPerson): string {
  const parts = [givenName, familyName].filter((part) => part !== null).join(' ');
  const name = displayName ?? formatted ?? parts;
  // The bidirectional overrides and controls that make a name read as another (claim FC-40).
  return name
    .replaceAll(/[\p{Cc}\p{Cs}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '')
    .trim()
    .slice(0, 120);
}

/** The same person as something PATCH can work on. */
export function draftOf({ person, email, active }: SentPerson): Draft {
  const { userName, externalId, displayName, formatted, givenName, familyName } = person;
  return {
    userName,
    externalId,
    displayName,
    active,
    name: { formatted, givenName, familyName },
    emails: [{ value: email, type: 'work', primary: true }],
  };
}

function addressOf({ emails, userName }: ScimUserWrite): string {
  const list = emails ?? [];
  const chosen =
    list.find(({ primary }) => primary !== null && primary !== undefined && truthOf(primary)) ??
    list.find(({ type }) => type?.toLowerCase() === 'work') ??
    list[0];
  const address = Email.safeParse((chosen?.value ?? userName).trim());
  // What is not plain ASCII could look like another address, or fold into one.
  if (!address.success || !/^[\x21-\x7e]+$/.test(address.data))
    throw refusal('invalidValue', 'A person needs an e-mail address, as primary address or as user name.');
  return address.data;
}

function truthOf(value: boolean | string): boolean {
  return typeof value === 'boolean' ? value : value.toLowerCase() === 'true';
}

function blankless(value: string | null | undefined): string | null {
  return value === undefined || value === null || value.trim() === '' ? null : value.trim();
}
