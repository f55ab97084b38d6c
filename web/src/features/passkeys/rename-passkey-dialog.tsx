import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Passkey } from '#contracts/passkeys.ts';
import { fieldErrors, sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';

type RenamePasskeyDialogProps = { passkey: Passkey; onClose: () => void; onRenamed: () => void };

export function RenamePasskeyDialog({ passkey, onClose, onRenamed }: RenamePasskeyDialogProps) {
  const [name, setName] = useState(passkey.name);
  const rename = useMutation({
    mutationFn: () => call('PATCH', `/account/passkeys/${passkey.id}`, { body: { name: name.trim() } }),
    onSuccess: onRenamed,
  });
  const error = rename.isError ? (fieldErrors(rename.error).name ?? sentenceOf(rename.error)) : undefined;
  return (
    <Dialog open sticky onClose={onClose} title="Rename the passkey">
      <form
        className="space-y-4 pb-4"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          rename.mutate();
        }}
      >
        <Field label="Name" error={error}>
          {(control) => (
            <Input
              {...control}
              required
              autoFocus
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Keep the old name</Button>
          <Button type="submit" look="primary" busy={rename.isPending}>
            Rename
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
