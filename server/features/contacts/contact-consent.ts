import type { Done } from '#contracts/common.ts';
import type { ConsentWrite, DoNotSell } from '#contracts/contacts.ts';
import { command } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import { insertConsent } from './consent.store.ts';
import { type ContactRow, lockContact, markDoNotSell } from './contact.store.ts';
import { howContext, relationToContact } from './contact.ts';

type OfContact<T = unknown> = T & { readonly contactId: string };

const ACTIONS = { given: 'contact.consent-given', withdrawn: 'contact.consent-withdrawn' } as const;

/** Notes that a contact agreed to a purpose, or took it back; from then on it counts. Nothing said before is lost. */
export const recordConsent = command({
  action: 'work.edit',
  // Locked: of two decisions at once, the one that is let in last is the newer.
  load: (tx, { contactId }: OfContact<ConsentWrite>) => lockContact(tx, contactId),
  about: (actor, target: ContactRow) => relationToContact(actor.userId, target),
  async run({ tx, actor, permit, target, scope, audit, emit }, { purpose, decision, how }): Promise<Done> {
    const id = newId();
    await insertConsent(tx, permit, {
      workspaceId: actor.workspaceId,
      contactId: target.id,
      id,
      purpose,
      decision,
      noted_by: actor.userId,
      sealed_how: scope.seal(howContext(id), how),
    });
    audit({
      action: ACTIONS[decision],
      targetKind: 'contact',
      targetId: target.id,
      fields: ['consents'],
      detail: { purpose },
    });
    emit({ topic: 'contacts.changed', targetId: actor.workspaceId });
    return { done: true };
  },
});

/** From now on their data is neither sold nor shared; a mark that stands keeps its day. */
export const setDoNotSell = command({
  action: 'work.edit',
  load: (tx, { contactId }: OfContact<DoNotSell>) => lockContact(tx, contactId),
  about: (actor, target: ContactRow) => relationToContact(actor.userId, target),
  async run({ tx, actor, permit, target, services, audit, emit }, { from }): Promise<Done> {
    const at = target.do_not_sell_at ?? services.clock.now().toISOString();
    await markDoNotSell(tx, permit, target.id, { at, from, by: actor.userId });
    const detail = { from };
    audit({
      action: 'contact.do-not-sell-set',
      targetKind: 'contact',
      targetId: target.id,
      fields: ['doNotSell'],
      detail,
    });
    emit({ topic: 'contacts.changed', targetId: actor.workspaceId });
    return { done: true };
  },
});

/** Takes the mark off, as the contact wished. */
export const unsetDoNotSell = command({
  action: 'work.edit',
  load: (tx, { contactId }: OfContact) => lockContact(tx, contactId),
  about: (actor, target: ContactRow) => relationToContact(actor.userId, target),
  async run({ tx, actor, permit, target, audit, emit }): Promise<void> {
    await markDoNotSell(tx, permit, target.id, null);
    audit({
      action: 'contact.do-not-sell-unset',
      targetKind: 'contact',
      targetId: target.id,
      fields: ['doNotSell'],
    });
    emit({ topic: 'contacts.changed', targetId: actor.workspaceId });
  },
});
