import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import Archive from 'lucide-react/icons/archive';
import Ellipsis from 'lucide-react/icons/ellipsis';
import Gavel from 'lucide-react/icons/gavel';
import Trash2 from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import type { Contact } from '#contracts/contacts.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { useMay, usePlace } from '../../app/workspace-context.ts';
import { buttonClass } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { toastError } from '../../ui/toast.tsx';
import { HoldDialog } from '../retention/index.ts';
import { contactPath, contactQuery, contactsKey } from './contacts.queries.ts';
import { useContactChange } from './use-contact-change.ts';

/** What is done seldom to a contact: it is put away, held, or it goes. */
export function ContactActions({ contact }: { contact: Contact }) {
  const [shown, setShown] = useState<'hold' | 'removal' | undefined>();
  const move = useContactChange(contact.id);
  const archived = contact.state === 'archived';
  const mayEdit = contact.actions.includes('work.edit');
  const mayHold = useMay('workspace.retain');
  const mayDelete = contact.actions.includes('item.delete') && !contact.legalHold;
  const close = () => setShown(undefined);
  if (!mayEdit && !mayHold && !mayDelete) return null;
  return (
    <>
      <Menu
        label="More"
        side="end"
        trigger={<Ellipsis aria-hidden className="size-4" />}
        triggerClass={`${buttonClass('plain')} !px-2`}
      >
        {mayEdit ? (
          <MenuItem
            icon={<Archive />}
            onSelect={() =>
              move.mutate(
                { method: 'PUT', at: '/state', body: { state: archived ? 'active' : 'archived' } },
                { onError: (error) => toastError(sentenceOf(error)) },
              )
            }
          >
            {archived ? 'Bring back' : 'Archive'}
          </MenuItem>
        ) : null}
        {mayHold ? (
          <MenuItem icon={<Gavel />} onSelect={() => setShown('hold')}>
            {contact.legalHold ? 'Lift the legal hold' : 'Put it under a legal hold'}
          </MenuItem>
        ) : null}
        {mayDelete ? (
          <MenuItem danger icon={<Trash2 />} onSelect={() => setShown('removal')}>
            Delete
          </MenuItem>
        ) : null}
      </Menu>
      {shown === 'hold' ? <HoldDialog kind="contact" of={contact} onClose={close} /> : null}
      {shown === 'removal' ? <RemoveDialog id={contact.id} onClose={close} /> : null}
    </>
  );
}

function RemoveDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => call<void>('DELETE', contactPath(workspace.id, id)),
    onSuccess: async () => {
      await navigate({ to: '/w/$workspaceId/contacts', params: { workspaceId: workspace.id } });
      client.removeQueries({ queryKey: contactQuery(workspace.id, id).queryKey });
      await client.invalidateQueries({ queryKey: contactsKey(workspace.id) });
    },
    onError: (error) => {
      toastError(sentenceOf(error));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      onConfirm={() => remove.mutate()}
      title="Delete this contact?"
      action="Delete"
      busy={remove.isPending}
    >
      It goes for good, with what was agreed to and taken back. Archive it to keep that.
    </ConfirmDialog>
  );
}
