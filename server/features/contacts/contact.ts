import { RANK, type Role } from '#contracts/common.ts';
import { CONSENT_PURPOSES, type ContactState, type PurposeStanding } from '#contracts/contacts.ts';
import type { Relation } from '#server/security/access/index.ts';
import type { ConsentRow } from './consent.store.ts';

/** What is sealed of a contact. */
export interface KeptContact {
  readonly name: string;
  readonly emails: readonly string[];
  readonly phones: readonly string[];
  readonly address: string;
  readonly note: string;
}

export function contactContext(id: string) {
  return { table: 'contacts', row: id, use: 'content' } as const;
}
export function howContext(id: string) {
  return { table: 'contact_consents', row: id, use: 'how' } as const;
}
export function reasonContext(id: string) {
  return { table: 'contact_holds', row: id, use: 'reason' } as const;
}

/** How this person stands to a contact, for the role table. */
export function relationToContact(userId: string, { owner_id }: { readonly owner_id: string }): Relation {
  return { own: owner_id === userId, assigned: false, restricted: false, grant: null };
}

const OWN_DELETE_WINDOW_MS = 72 * 60 * 60 * 1000;

/** One's own for 72 hours; managers and above any at any time. `now` in ms. */
export function mayDeleteContact(
  { role }: { readonly role: Role },
  { created_at }: { readonly created_at: string },
  now: number,
): boolean {
  return RANK[role] >= RANK.manager || now - Date.parse(created_at) < OWN_DELETE_WINDOW_MS;
}

type Said = Pick<ConsentRow, 'purpose' | 'decision' | 'noted_at'>;

/**
 * What their data may be used for now: that to which the newest word is a yes. Silence is none, and while they are not
 * to be sold or shared, a yes to sharing does not count (Cal. Civ. Code § 1798.120). `history` has the newest first.
 */
export function standingOf(history: readonly Said[], doNotSellAt: string | null): PurposeStanding[] {
  return CONSENT_PURPOSES.map((purpose) => {
    const newest = history.find((said) => said.purpose === purpose);
    const barred = purpose === 'sharing' && doNotSellAt !== null;
    const since = barred ? doNotSellAt : (newest?.noted_at ?? null);
    return { purpose, allowed: newest?.decision === 'given' && !barred, since };
  });
}

/** Why this contact is not changed now; undefined where it may be. */
export function refusedChange({ state }: { readonly state: ContactState }): string | undefined {
  return state === 'archived' ? 'This contact is archived: bring it back first.' : undefined;
}
