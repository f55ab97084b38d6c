import { weaknessOfUrl } from './secret.rules.ts';
import { optionalText, setting, urlWith, wholeNumber } from './setting.ts';

const UNCHECKED = 'takes any certificate for the one of the database';

/** Where records are kept. Without DATABASE_URL an embedded PostgreSQL lives in the data folder. */
export const databaseSettings = {
  CASEWARD_DATA: setting({
    about: 'The folder that holds the embedded database, the embedded file store and the mail outbox.',
    default: './data',
    example: '/var/lib/caseward',
    schema: optionalText.default('./data'),
  }),
  DATABASE_URL: databaseUrl(
    'PostgreSQL 15 to 18 as the role caseward_app, which lives under row-level security.',
    'none: the embedded PostgreSQL is started',
    'caseward_app',
  ),
  DATABASE_OWNER_URL: databaseUrl(
    'The same database as the role caseward_owner. Only migrations use it.',
    'none: the start then only checks that the schema is the right one',
    'caseward_owner',
  ),
  DATABASE_SEALER_URL: databaseUrl(
    'The same database as the role caseward_sealer, which orders and signs the audit log.',
    'none: this node does not seal the audit log',
    'caseward_sealer',
  ),
  DATABASE_OPERATOR_URL: databaseUrl(
    'The same database as the role caseward_operator. Commands of the operator use it, and the daily backup, which the server runs as one.',
    'none: operator commands ask for it, and the server starts no backup',
    'caseward_operator',
  ),
  PGSSLMODE: setting({
    about: 'How connections are made whose URL says nothing of `sslmode`. Use `verify-full` over a network.',
    default: 'none: without TLS, unless the URL asks for it',
    example: 'verify-full',
    schema: optionalText,
    unsafeInProduction: (mode) => (mode === 'no-verify' ? UNCHECKED : undefined),
  }),
  CASEWARD_DATABASE_POOL: setting({
    about: 'Connections this process keeps to the database.',
    default: '10',
    example: '20',
    schema: wholeNumber(2, 200, 10),
  }),
};

function databaseUrl(about: string, fallback: string, role: string) {
  return setting({
    about,
    default: fallback,
    example: `postgres://${role}:change-me@db.example.org/caseward`,
    secret: true,
    schema: urlWith(['postgres:', 'postgresql:']),
    unsafeInProduction: (url) => weaknessOfUrl(url) ?? laxityOf(url),
  });
}

/** What `pg` reads from a URL as leave not to look at the certificate, or not at the name in it. */
function laxityOf(url: string | undefined): string | undefined {
  const asked = (url === undefined ? null : URL.parse(url))?.searchParams;
  const lax = asked?.getAll('sslmode').includes('no-verify') || asked?.getAll('ssl').includes('no-verify');
  return lax || asked?.has('uselibpqcompat') ? UNCHECKED : undefined;
}
