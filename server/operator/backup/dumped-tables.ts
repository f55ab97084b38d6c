import type { OperatorClient } from '../../platform/db/operator-client.ts';
import { StartError } from '../../platform/start-error.ts';

/** Tables of which a backup holds nothing, and why. */
export const leftOut: Readonly<Record<string, string>> = {
  context_secrets: 'Secrets of the running database; a restored one makes its own.',
  sessions: 'Nobody is signed in after a restore.',
  sso_sessions: 'Nobody is signed in after a restore.',
  sso_sign_ins: 'Sign-ins under way.',
  sign_in_codes: 'Codes of minutes.',
  factor_challenges: 'Challenges of minutes.',
  mailed_tokens: 'Links of a day; people ask again.',
  setup_links: 'Links of an hour.',
  operator_tokens: 'Tokens of half an hour.',
  probe_mails: 'Mails of throw-away workspaces.',
  sign_in_tries: 'Counters of minutes.',
  rate_windows: 'Counters of minutes.',
  outbox: 'News for pages that are open.',
  exports: 'Archives of a day; whoever wants one asks again.',
  export_files: 'Archives of a day; whoever wants one asks again.',
  case_imports: 'Files of days; the cases they made are in the backup.',
  case_import_parts: 'Files of days; the cases they made are in the backup.',
  case_import_rows: 'Files of days; the cases they made are in the backup.',
};

export interface DumpedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** The statement that writes it, made by the database itself. */
  readonly copy: string;
}

interface Row {
  readonly name: string;
  readonly columns: string[];
  readonly copy: string;
  readonly whole: boolean;
}

const QUERY = `
  select c.relname as name, a.columns,
    format('copy app.%I (%s) to stdout', c.relname, a.quoted) as copy,
    has_table_privilege(c.oid, 'select') and (not c.relrowsecurity or (
      exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('r', '*')
        and (select oid from pg_roles where rolname = current_user) = any (p.polroles)
        and pg_get_expr(p.polqual, p.polrelid) = 'true')
      and not exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive))) as whole
  from pg_class c, lateral (
    select array_agg(t.attname::text order by t.attnum) as columns, string_agg(quote_ident(t.attname), ', ' order by t.attnum) as quoted
    from pg_attribute t where t.attrelid = c.oid and t.attnum > 0 and not t.attisdropped and t.attgenerated = '') a
  where c.relnamespace = 'app'::regnamespace and c.relkind in ('r', 'p') order by c.relname`;

/**
 * Every table of which a backup holds the rows, as the role that dumps sees them.
 * @throws StartError where that role does not see a table whole: a backup with holes is none.
 */
export async function dumpedTables(client: OperatorClient): Promise<DumpedTable[]> {
  const { rows } = await client.query<Row>(QUERY);
  const due = rows.filter(({ name }) => leftOut[name] === undefined);
  const partial = due.filter(({ whole }) => !whole).map(({ name }) => name);
  if (partial.length > 0)
    throw new StartError(
      `The operator's role does not see all rows of ${partial.join(', ')}; nothing was backed up.`,
    );
  return due;
}
