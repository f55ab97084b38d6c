/** A command gets the words after its name and gives the exit code. */
export type Execute = (args: string[]) => Promise<number>;

export type Command = {
  /** One line for the overview. */
  readonly does: string;
  /** Loaded only when asked for, so that each command starts fast. */
  load(): Promise<Execute>;
};

export const commands: Readonly<Record<string, Command>> = {
  doctor: {
    does: 'explains every setting and every check, with what to do',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  migrate: {
    does: 'brings the database forward to this version',
    load: async () => (await import('./migrate.ts')).migrateCommand,
  },
  provision: {
    does: 'makes the database and its four roles on a PostgreSQL of yours',
    load: async () => (await import('./provision.ts')).provisionCommand,
  },
  'setup-link': {
    does: 'prints a new one-time link for the first account',
    load: async () => (await import('#server/operator/setup-link.ts')).setupLinkCommand,
  },
  'prove-token': {
    does: 'prints a token for `caseward prove`, good for 30 minutes',
    load: async () => (await import('#server/operator/prove-token.ts')).proveTokenCommand,
  },
  'temporary-password': {
    does: 'prints a password for somebody that signs in once, to choose another',
    load: async () => (await import('#server/operator/temporary-password.ts')).temporaryPasswordCommand,
  },
  audit: {
    does: 'verify an export of the audit log offline, or write one',
    load: async () => (await import('#server/operator/audit.ts')).auditCommand,
  },
  record: {
    does: 'verify offline what a workspace keeps of a departure or an access review',
    load: async () => (await import('#server/operator/record.ts')).recordCommand,
  },
  keys: {
    does: 'rotate the data keys or the root key while the server serves',
    load: async () => (await import('#server/operator/keys.ts')).keysCommand,
  },
  quota: {
    does: 'shows or sets how much evidence a workspace may keep',
    load: async () => (await import('#server/operator/quota.ts')).quotaCommand,
  },
  'allow-any-address': {
    does: 'lets a workspace be entered from any network again',
    load: async () => (await import('#server/operator/allow-any-address.ts')).allowAnyAddressCommand,
  },
  sso: {
    does: 'lifts enforced single sign-on, or verifies an e-mail domain, from outside',
    load: async () => (await import('#server/operator/sso.ts')).ssoCommand,
  },
  claims: {
    does: 'lists every promise and whether it is proven',
    load: async () => (await import('./claims.ts')).claimsCommand,
  },
  prove: {
    does: 'tries every promise against a running deployment',
    load: async () => (await import('./prove.ts')).proveCommand,
  },
};
