import { prefixesOf, wordsOf } from '#server/features/search-index/index.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import type { KeptContact } from './contact.ts';

const forget = statement<[contactId: string], never>(
  'delete from app.contact_words w where w.workspace_id = (select app.tenant()) and w.contact_id = $1',
);
const write = statement<[workspaceId: string, contactId: string, tokens: readonly string[]], never>(`
  insert into app.contact_words (workspace_id, token, contact_id) select $1, t, $2 from unnest($3::bigint[]) t`);

/** Makes a contact found by each e-mail address and by how the words of the name begin. */
export async function indexContact(
  tx: TenantTx,
  scope: KeyScope,
  { workspaceId, id }: { readonly workspaceId: string; readonly id: string },
  { name, emails }: Pick<KeptContact, 'name' | 'emails'>,
): Promise<void> {
  const tokens = new Set([
    ...nameTokens(scope, wordsOf(name).flatMap(prefixesOf)),
    ...emailTokens(scope, emails),
  ]);
  await runIn(tx, forget, [id]);
  await runIn(tx, write, [workspaceId, id, [...tokens]]);
}

export const nameTokens = (scope: KeyScope, prefixes: readonly string[]): string[] =>
  scope.tokens64('contact-name', [...new Set(prefixes)]).map(String);

/** `emails` in lower case, as the contract makes them. */
export const emailTokens = (scope: KeyScope, emails: readonly string[]): string[] =>
  scope.tokens64('contact-email', [...new Set(emails)]).map(String);
