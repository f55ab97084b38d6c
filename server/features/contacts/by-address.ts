import type { Step } from '#server/security/command.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import { contactsOfTokens, lockContact, markDoNotSell } from './contact.store.ts';
import { contactContext } from './contact.ts';
import { emailTokens } from './contact-words.store.ts';

/** A contact that has one of the addresses asked for. */
export interface AddressedContact {
  readonly id: string;
  readonly name: string;
  readonly legalHold: boolean;
}

/** Contacts of any state by their address, the newest first; an address that nobody has is not in it. */
export async function contactsByAddress(
  tx: TenantTx,
  scope: KeyScope,
  addresses: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly AddressedContact[]>> {
  const found = new Map<string, AddressedContact[]>();
  if (addresses.size === 0) return found;
  for (const row of await contactsOfTokens(tx, emailTokens(scope, [...addresses]))) {
    // A digest of 64 bits points there; the address itself decides.
    const { name, emails } = scope.unseal(contactContext(row.id), row.sealed_content);
    const contact = { id: row.id, name, legalHold: row.legal_hold };
    for (const email of emails.filter((one) => addresses.has(one)))
      found.set(email, [...(found.get(email) ?? []), contact]);
  }
  return found;
}

type Marking = Pick<
  Step<'workspace.secure', unknown>,
  'tx' | 'actor' | 'permit' | 'scope' | 'services' | 'audit' | 'emit'
>;

/** Every contact with this address is neither sold nor shared from now on. Gives how many have it. */
export async function barSaleOf(
  { tx, actor, permit, scope, services, audit, emit }: Marking,
  { address, requestId }: { readonly address: string; readonly requestId: string },
): Promise<number> {
  const contacts = (await contactsByAddress(tx, scope, new Set([address]))).get(address) ?? [];
  for (const { id } of contacts) {
    // Locked, so that a mark that somebody sets meanwhile keeps its day.
    if ((await lockContact(tx, id))?.do_not_sell_at !== null) continue;
    const at = services.clock.now().toISOString();
    await markDoNotSell(tx, permit, id, { at, from: 'person', by: actor.userId });
    audit({
      action: 'contact.do-not-sell-set',
      targetKind: 'contact',
      targetId: id,
      fields: ['doNotSell'],
      detail: { from: 'person', requestId },
    });
  }
  if (contacts.length > 0) emit({ topic: 'contacts.changed', targetId: actor.workspaceId });
  return contacts.length;
}
