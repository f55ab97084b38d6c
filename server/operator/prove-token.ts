import { statement } from '../platform/db/index.ts';
import { randomToken } from '../security/crypto/index.ts';
import { type OperatorContext, withOperator } from './with-operator.ts';

const TOKEN_BYTES = 32;
const MINUTES = 30;

const save = statement<[Buffer, number], never>(`
  insert into app.operator_tokens (token_digest, purpose, expires_at)
  values ($1, 'prove', now() + make_interval(mins => $2))`);
const audit = statement<[], never>(`
  insert into app.audit_entries (actor_kind, action, target_kind, request_id)
  values ('operator', 'operator-token.issued', 'deployment', 'cli')`);

export const proveTokenHelp = `caseward prove-token

  Prints a token for \`caseward prove\`, good for ${MINUTES} minutes. It makes and removes throw-away workspaces
  and publishes what the run found; it opens nothing else.`;

/** Prints a fresh token. Returns the exit code. */
export async function proveTokenCommand(args: string[], print = console.log): Promise<number> {
  if (args.length > 0) {
    print(proveTokenHelp);
    return 2;
  }
  print(await withOperator(issueProveToken));
  return 0;
}

/** A new operator token for proof runs; only its keyed digest is kept. */
export async function issueProveToken({
  db,
  system,
}: Pick<OperatorContext, 'db' | 'system'>): Promise<string> {
  const token = randomToken(TOKEN_BYTES);
  await db.run(save, [system.lookup('operator-token', token), MINUTES]);
  await db.run(audit, []);
  return token;
}
