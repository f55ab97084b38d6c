import type { ContactSource, ContactState, DoNotSellFrom } from '#contracts/contacts.ts';
import { runIn, statement } from '#server/platform/db/index.ts';
import type { Sealed } from '#server/security/crypto/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import type { KeptContact } from './contact.ts';

export interface ContactRow {
  readonly id: string;
  readonly owner_id: string;
  readonly state: ContactState;
  readonly source: ContactSource;
  readonly sealed_content: Sealed<KeptContact>;
  readonly do_not_sell_at: string | null;
  readonly do_not_sell_from: DoNotSellFrom | null;
  readonly do_not_sell_by: string | null;
  readonly legal_hold: boolean;
  readonly version: number;
  readonly created_at: string;
}

const COLUMNS = `c.id, c.owner_id, c.state, c.source, c.sealed_content, c.do_not_sell_at, c.do_not_sell_from,
  c.do_not_sell_by, c.legal_hold, c.version, c.created_at`;
const PAGE = `select ${COLUMNS} from app.contacts c
  where c.workspace_id = (select app.tenant()) and c.state = $1 and (c.created_at, c.id) < ($2::timestamptz, $3::uuid)`;
const NEWEST = 'order by c.created_at desc, c.id desc limit $4';

type Paged = [state: ContactState, before: string, beforeId: string, limit: number];
const list = statement<Paged, ContactRow>(`${PAGE} ${NEWEST}`);
const search = statement<[...Paged, tokens: readonly string[]], ContactRow>(`
  ${PAGE} and c.id in (select w.contact_id from app.contact_words w
    where w.workspace_id = (select app.tenant()) and w.token = any($5::bigint[])
    group by w.contact_id having count(*) = cardinality($5::bigint[])) ${NEWEST}`);
const byTokens = statement<[tokens: readonly string[]], ContactRow>(`
  select ${COLUMNS} from app.contacts c
  where c.workspace_id = (select app.tenant()) and c.id in (select w.contact_id from app.contact_words w
    where w.workspace_id = (select app.tenant()) and w.token = any($1::bigint[]))
  order by c.created_at desc, c.id desc`);
const find = statement<[id: string], ContactRow>(
  `select ${COLUMNS} from app.contacts c where c.workspace_id = (select app.tenant()) and c.id = $1`,
);
const lock = statement<[id: string], ContactRow>(
  `select ${COLUMNS} from app.contacts c where c.workspace_id = (select app.tenant()) and c.id = $1 for update`,
);
const insert = statement<[string, string, string, string, Buffer], never>(`
  insert into app.contacts (workspace_id, id, owner_id, source, sealed_content) values ($1, $2, $3, $4, $5)`);
const update = statement<[string, string, string, string, Buffer], never>(`
  update app.contacts c set owner_id = $2, source = $3, state = $4, sealed_content = $5, version = version + 1
  where c.workspace_id = (select app.tenant()) and c.id = $1`);
const mark = statement<[string, string | null, string | null, string | null], never>(`
  update app.contacts c set do_not_sell_at = $2::timestamptz, do_not_sell_from = $3, do_not_sell_by = $4
  where c.workspace_id = (select app.tenant()) and c.id = $1`);
const remove = statement<[id: string], { id: string }>(`
  delete from app.contacts c where c.workspace_id = (select app.tenant()) and c.id = $1 and not c.legal_hold
  returning c.id`);

/** Before everything: where the newest page begins. */
export const TOP: readonly [string, string] = ['infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

export interface ContactPlace {
  readonly state: ContactState;
  readonly before: readonly [time: string, id: string];
  readonly limit: number;
}

/** The newest first; with tokens, those that all of them are written down for. */
export function pageContacts(
  tx: TenantTx,
  { state, before, limit }: ContactPlace,
  tokens: readonly string[] | null,
): Promise<ContactRow[]> {
  const paged: Paged = [state, before[0], before[1], limit];
  return tokens === null ? runIn(tx, list, paged) : runIn(tx, search, [...paged, tokens]);
}

/** Whatever one of the tokens is written down for. */
export function contactsOfTokens(tx: TenantTx, tokens: readonly string[]): Promise<ContactRow[]> {
  return runIn(tx, byTokens, [tokens]);
}

export async function findContact(tx: TenantTx, id: string): Promise<ContactRow | undefined> {
  return (await runIn(tx, find, [id]))[0];
}

/** Locked until the transaction ends, so that one change follows another. */
export async function lockContact(tx: TenantTx, id: string): Promise<ContactRow | undefined> {
  return (await runIn(tx, lock, [id]))[0];
}

export type NewContact = Pick<ContactRow, 'id' | 'owner_id' | 'source' | 'sealed_content'> & {
  readonly workspaceId: string;
};

export async function insertContact(
  tx: TenantTx,
  _permit: Permit<'work.create'>,
  { workspaceId, id, owner_id, source, sealed_content }: NewContact,
): Promise<void> {
  await runIn(tx, insert, [workspaceId, id, owner_id, source, sealed_content]);
}

export async function updateContact(
  tx: TenantTx,
  _permit: Permit<'work.edit'>,
  { id, owner_id, source, state, sealed_content }: ContactRow,
): Promise<void> {
  await runIn(tx, update, [id, owner_id, source, state, sealed_content]);
}

export interface DoNotSellMark {
  readonly at: string;
  readonly from: DoNotSellFrom;
  readonly by: string;
}

export async function markDoNotSell(
  tx: TenantTx,
  _permit: Permit<'work.edit'> | Permit<'workspace.secure'>,
  id: string,
  set: DoNotSellMark | null,
): Promise<void> {
  await runIn(tx, mark, [id, set?.at ?? null, set?.from ?? null, set?.by ?? null]);
}

/** False under a legal hold. */
export async function deleteContact(
  tx: TenantTx,
  _permit: Permit<'item.delete'> | Permit<'workspace.retain'>,
  id: string,
): Promise<boolean> {
  return (await runIn(tx, remove, [id])).length > 0;
}
