import type { HoldDecision } from '#contracts/contacts.ts';
import type { Held, HoldWrite } from '#contracts/retention.ts';
import { AppError } from '#server/platform/app-error.ts';
import { command } from '#server/security/command.ts';
import { newId } from '#server/security/crypto/index.ts';
import { type ContactRow, lockContact } from './contact.store.ts';
import { reasonContext, relationToContact } from './contact.ts';
import { writeContactHold } from './hold.store.ts';

type Holding = HoldWrite & { readonly contactId: string };

/** Nothing of the contact is deleted from now on, by anybody or any job, until the hold is lifted (claim FTS-28). */
export const holdContact = holding('placed');
export const liftContactHold = holding('lifted');

function holding(decision: HoldDecision) {
  const held = decision === 'placed';
  return command({
    action: 'workspace.retain',
    load: (tx, { contactId }: Holding) => lockContact(tx, contactId),
    about: (actor, target: ContactRow) => relationToContact(actor.userId, target),
    async run({ tx, actor, permit, scope, audit, emit }, { contactId, reason }): Promise<Held> {
      const { workspaceId, userId } = actor;
      const id = newId();
      const sealed_reason = scope.seal(reasonContext(id), reason);
      const noted = { workspaceId, contactId, id, decision, noted_by: userId, sealed_reason };
      const version = await writeContactHold(tx, permit, noted);
      if (version === undefined)
        throw new AppError('conflict', { details: { reason: held ? 'held-already' : 'not-held' } });
      const action = held ? 'contact.hold-placed' : 'contact.hold-lifted';
      audit({ action, targetKind: 'contact', targetId: contactId, fields: ['legalHold'] });
      emit({ topic: 'contacts.changed', targetId: workspaceId });
      return { held, version };
    },
  });
}
