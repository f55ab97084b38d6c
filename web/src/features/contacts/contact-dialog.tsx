import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Contact, ContactMade } from '#contracts/contacts.ts';
import { fieldErrors, isLostUpdate } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { ifMatchOf } from '../../api/versions.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/state.tsx';
import { ContactFields } from './contact-fields.tsx';
import { EMPTY, formOf, writtenOf } from './contact-words.ts';
import { contactPath, contactsKey, contactsPath } from './contacts.queries.ts';

type ContactDialogProps = {
  /** The one that is changed; a new one without. */
  contact?: Contact;
  onClose: () => void;
  onSaved?: (made: ContactMade) => void;
};

/** Enters a contact, or changes one from the version that was read. */
export function ContactDialog({ contact, onClose, onSaved }: ContactDialogProps) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  // What was read when the dialog opened: somebody else's change does not become the base of this one.
  const [base] = useState(contact);
  const [form, setForm] = useState(contact ? formOf(contact) : EMPTY);
  const save = useMutation({
    mutationFn: () => {
      const body = writtenOf(form);
      if (base === undefined) return call<ContactMade>('POST', contactsPath(workspace.id), { body });
      const ifMatch = ifMatchOf(base);
      return call<ContactMade>('PATCH', contactPath(workspace.id, base.id), { body, ifMatch });
    },
    onSuccess: async (made) => {
      await client.invalidateQueries({ queryKey: contactsKey(workspace.id) });
      onClose();
      onSaved?.(made);
    },
  });
  const lost = isLostUpdate(save.error);
  const errors = save.isError && !lost ? fieldErrors(save.error) : {};
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title={contact ? 'Edit contact' : 'New contact'}
      lead={contact ? undefined : 'Sealed with the key of this workspace. You are its owner.'}
    >
      <form
        className="space-y-4 pb-3"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {lost ? (
          <Notice tone="warn">
            Someone else changed this contact first. Copy what you want to keep, close this and open it again.
          </Notice>
        ) : null}
        {errors[''] ? <Notice tone="bad">{errors['']}</Notice> : null}
        <ContactFields form={form} errors={errors} onChange={setForm} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" look="primary" busy={save.isPending} disabled={lost}>
            {contact ? 'Save' : 'Enter'}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
