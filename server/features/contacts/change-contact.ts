import { isDeepStrictEqual } from 'node:util';
import type { ContactMade, ContactPatch, ContactState } from '#contracts/contacts.ts';
import { findActiveMembers } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { assertAllowed, command } from '#server/security/command.ts';
import { assertSeen, type FromVersion } from '#server/security/seen-version.ts';
import { type ContactRow, lockContact, updateContact } from './contact.store.ts';
import { contactContext, type KeptContact, refusedChange, relationToContact } from './contact.ts';
import { indexContact } from './contact-words.store.ts';

type Changing = FromVersion & { readonly contactId: string; readonly patch: ContactPatch };

/** Writes what changed and nothing else. @throws AppError conflict while it is archived. */
export const changeContact = command({
  action: 'work.edit',
  load: (tx, { contactId }: Changing) => lockContact(tx, contactId),
  about: (actor, target: ContactRow) => relationToContact(actor.userId, target),
  rules(actor, target, { ifMatch, patch }) {
    assertSeen(target, { ifMatch });
    // Who answers for a record is said by those who staff cases.
    if (patch.ownerId !== undefined) assertAllowed(actor, 'case.staff', null);
    const why = refusedChange(target);
    if (why !== undefined) throw new AppError('conflict', { message: why });
  },
  async run({ tx, actor, permit, target, scope, audit, emit }, { patch }): Promise<ContactMade> {
    const { id } = target;
    const { ownerId = target.owner_id, source = target.source, ...content } = patch;
    if (ownerId !== target.owner_id && !(await findActiveMembers(tx, [ownerId])).has(ownerId))
      throw new AppError('invalid_field', { field: 'ownerId', message: 'Name an active member.' });
    const before = scope.unseal(contactContext(id), target.sealed_content);
    const after: KeptContact = { ...before, ...present(content) };
    const was = { ...before, source: target.source, ownerId: target.owner_id };
    const fields = changed(was, { ...after, source, ownerId });
    if (fields.length > 0) {
      const sealed_content = scope.seal(contactContext(id), after);
      await updateContact(tx, permit, { ...target, owner_id: ownerId, source, sealed_content });
      await indexContact(tx, scope, { workspaceId: actor.workspaceId, id }, after);
      emit({ topic: 'contacts.changed', targetId: actor.workspaceId });
    }
    audit({ action: 'contact.changed', targetKind: 'contact', targetId: id, fields });
    return { id, version: target.version + (fields.length > 0 ? 1 : 0) };
  },
});

/** What the patch names; what it does not stays. */
function present(content: Omit<ContactPatch, 'ownerId' | 'source'>): Partial<KeptContact> {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}

function changed<T extends object>(before: T, after: T): string[] {
  const then = new Map(Object.entries(before));
  return Object.entries(after).flatMap(([name, value]) =>
    isDeepStrictEqual(value, then.get(name)) ? [] : [name],
  );
}

type Moving = { readonly contactId: string; readonly state: ContactState };

/** Puts a contact away, or brings it back. Its consents and its mark stay as they are. */
export const moveContact = command({
  action: 'work.edit',
  load: (tx, { contactId }: Moving) => lockContact(tx, contactId),
  about: (actor, target: ContactRow) => relationToContact(actor.userId, target),
  async run({ tx, actor, permit, target, audit, emit }, { state }): Promise<ContactMade> {
    const { id } = target;
    if (state === target.state) {
      audit({ action: 'contact.state-kept', targetKind: 'contact', targetId: id, fields: [] });
      return { id, version: target.version };
    }
    await updateContact(tx, permit, { ...target, state });
    const action = state === 'archived' ? 'contact.archived' : 'contact.brought-back';
    audit({ action, targetKind: 'contact', targetId: id, fields: ['state'] });
    emit({ topic: 'contacts.changed', targetId: actor.workspaceId });
    return { id, version: target.version + 1 };
  },
});
