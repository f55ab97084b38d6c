import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import { type ContactRow, deleteContact, lockContact } from './contact.store.ts';
import { mayDeleteContact, relationToContact } from './contact.ts';

/**
 * Takes a contact away for good with all it said: one's own for 72 hours, any for those who may delete any item. Never under
 * a legal hold.
 */
export const removeContact = command({
  action: 'item.delete',
  load: (tx, { contactId }: { readonly contactId: string }) => lockContact(tx, contactId),
  about: (actor, target: ContactRow) => relationToContact(actor.userId, target),
  async run({ tx, actor, permit, target, services, audit, emit }) {
    if (!mayDeleteContact(actor, target, services.clock.now().getTime()))
      throw new AppError('forbidden', { details: { reason: 'too-old' } });
    if (!(await deleteContact(tx, permit, target.id)))
      throw new AppError('conflict', { details: { reason: 'legal-hold' } });
    audit({ action: 'contact.deleted', targetKind: 'contact', targetId: target.id });
    emit({ topic: 'contacts.changed', targetId: actor.workspaceId });
  },
});
