import {
  escapeIdentifier,
  escapeLiteral,
  type OperatorClient,
  urlFor,
  withClient,
} from '../platform/db/operator-client.ts';
import { StartError } from '../platform/start-error.ts';
import { randomSecret } from './random-secret.ts';

const roles = {
  owner: 'caseward_owner',
  app: 'caseward_app',
  sealer: 'caseward_sealer',
  operator: 'caseward_operator',
} as const;

type RoleKey = keyof typeof roles;
export type Passwords = Readonly<Record<RoleKey, string>>;
/** One URL for each database role. */
export type Urls = Readonly<Record<RoleKey, string>>;

export type ProvisionOptions = {
  /** A URL whose role may create roles and databases. Used here and never kept. */
  readonly adminUrl: string;
  readonly database: string;
  readonly passwords?: Passwords;
};

const keys = Object.keys(roles) as RoleKey[];

export function newPasswords(): Passwords {
  return { owner: randomSecret(), app: randomSecret(), sealer: randomSecret(), operator: randomSecret() };
}

/**
 * Makes the four login roles and the database, or sets new passwords where they exist. May be run again.
 * @throws StartError when a role of that name has powers that would open the walls.
 */
export async function provision(options: ProvisionOptions): Promise<Urls> {
  const { adminUrl, database, passwords = newPasswords() } = options;
  await withClient(adminUrl, async (admin) => {
    for (const key of keys) await ensureRole(admin, roles[key], passwords[key]);
    await refusePowers(admin);
    await ensureDatabase(admin, database);
  });
  return urlsOf(adminUrl, database, passwords);
}

/** Whether roles and database are all there, so that a start need not touch them. */
export async function isProvisioned(adminUrl: string, database: string): Promise<boolean> {
  return withClient(adminUrl, async (admin) => {
    const found = await admin.query(
      `select (select count(*) from pg_roles where rolname = any($1)) = $2
          and exists (select from pg_database where datname = $3) as all`,
      [Object.values(roles), keys.length, database],
    );
    return found.rows[0].all === true;
  });
}

export function urlsOf(adminUrl: string, database: string, passwords: Passwords): Urls {
  const url = (key: RoleKey) => urlFor(adminUrl, { user: roles[key], password: passwords[key], database });
  return { owner: url('owner'), app: url('app'), sealer: url('sealer'), operator: url('operator') };
}

async function ensureRole(admin: OperatorClient, role: string, password: string): Promise<void> {
  const known = await admin.query('select from pg_roles where rolname = $1', [role]);
  // Altering names no power: on PostgreSQL 15 only a superuser may even mention one.
  const verb = known.rowCount
    ? `alter role ${escapeIdentifier(role)} login`
    : `create role ${escapeIdentifier(role)} login nosuperuser nobypassrls nocreaterole nocreatedb noreplication`;
  await admin.query(`${verb} password ${escapeLiteral(password)}`);
}

async function refusePowers(admin: OperatorClient): Promise<void> {
  const powerful = await admin.query(
    `select rolname from pg_roles where rolname = any($1)
        and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
    [Object.values(roles)],
  );
  if (powerful.rowCount) {
    const names = powerful.rows.map((row) => row.rolname).join(', ');
    throw new StartError(
      `The database role ${names} has powers that would open every wall; take SUPERUSER, BYPASSRLS, CREATEROLE, CREATEDB and REPLICATION from it.`,
    );
  }
}

async function ensureDatabase(admin: OperatorClient, database: string): Promise<void> {
  const name = escapeIdentifier(database);
  const known = await admin.query('select from pg_database where datname = $1', [database]);
  // Only a member of a role may give something to it, unless one is superuser.
  await admin.query(`grant ${roles.owner} to current_user`);
  if (known.rowCount) await admin.query(`alter database ${name} owner to ${roles.owner}`);
  else await admin.query(`create database ${name} owner ${roles.owner} template template0 encoding 'UTF8'`);
  await admin.query(`revoke all on database ${name} from public`);
  await admin.query(`grant connect on database ${name} to ${Object.values(roles).join(', ')}`);
}
