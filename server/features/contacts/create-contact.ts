import type { ContactMade, ContactWrite } from '#contracts/contacts.ts';
import { command } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import { insertContact } from './contact.store.ts';
import { contactContext, type KeptContact } from './contact.ts';
import { indexContact } from './contact-words.store.ts';

/** A new contact, owned by whoever enters it. */
export const createContact = command({
  action: 'work.create',
  load: async (_tx, input: ContactWrite) => input,
  about: () => null,
  async run({ tx, actor, permit, scope, audit, emit }, { source, ...content }): Promise<ContactMade> {
    const { workspaceId, userId } = actor;
    const id = newId();
    const sealed_content = scope.seal<KeptContact>(contactContext(id), content);
    await insertContact(tx, permit, { workspaceId, id, owner_id: userId, source, sealed_content });
    await indexContact(tx, scope, { workspaceId, id }, content);
    const fields = [...Object.keys(content), 'source'];
    audit({ action: 'contact.created', targetKind: 'contact', targetId: id, fields });
    emit({ topic: 'contacts.changed', targetId: actor.workspaceId });
    return { id, version: 1 };
  },
});
