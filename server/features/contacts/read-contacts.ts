import type { Contact, ContactPage, ContactQuery } from '#contracts/contacts.ts';
import { loadPeople } from '#server/features/members/index.ts';
import { askedPrefix, wordsOf } from '#server/features/search-index/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { encodeCursor, timePlace } from '#server/platform/cursor.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import { listConsents, newestConsents } from './consent.store.ts';
import { findContact, pageContacts, TOP } from './contact.store.ts';
import { contactOf, summaryOf } from './contact.view.ts';
import { emailTokens, nameTokens } from './contact-words.store.ts';
import { listHolds } from './hold.store.ts';

/** A page of the contacts this reader may see, the newest first. */
export function listContacts(caller: WorkspaceCaller, query: ContactQuery): Promise<ContactPage> {
  const { state, search, cursor, limit } = query;
  const before = cursor === null ? TOP : timePlace(cursor);
  return read(caller, 'work.read', async (tx, { scope }) => {
    const tokens = search === null ? null : askedTokens(scope, search);
    const rows = await pageContacts(tx, { state, before, limit: limit + 1 }, tokens);
    const shown = rows.slice(0, limit);
    const people = await loadPeople(
      tx,
      scope,
      shown.map(({ owner_id }) => owner_id),
    );
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const out = {
      items: shown.map((row) => summaryOf(scope, people, row)),
      next: last === undefined ? null : encodeCursor([last.created_at, last.id]),
    };
    const disclosed = {
      action: 'contact.listed' as const,
      targetKind: 'contact',
      targetId: null,
      fields: ['name', 'emails'],
      detail: { count: shown.length },
    };
    return { out, disclosed: shown.length === 0 ? undefined : disclosed };
  });
}

/** A whole address, or how words of the name begin; a text without a letter or a figure finds nothing. */
function askedTokens(scope: KeyScope, search: string): string[] {
  if (search.includes('@')) return emailTokens(scope, [search.toLowerCase()]);
  return nameTokens(scope, wordsOf(search).map(askedPrefix));
}

/** @throws AppError not_found for one that this reader does not see. */
export function readContact(caller: WorkspaceCaller, contactId: string): Promise<Contact> {
  return read(caller, 'work.read', async (tx, { actor, scope }) => {
    const row = await findContact(tx, contactId);
    if (row === undefined) throw new AppError('not_found');
    const [history, newest, holds] = await Promise.all([
      listConsents(tx, row.id),
      newestConsents(tx, row.id),
      listHolds(tx, row.id),
    ]);
    const noted = [...history, ...holds].map(({ noted_by }) => noted_by);
    const known = [row.owner_id, row.do_not_sell_by, ...noted];
    const people = await loadPeople(tx, scope, known);
    const disclosed = {
      action: 'contact.viewed' as const,
      targetKind: 'contact',
      targetId: row.id,
      fields: ['name', 'emails', 'phones', 'address', 'note', 'consents', 'holds'],
    };
    return { out: contactOf({ actor, scope, people, row, history, newest, holds }), disclosed };
  });
}
