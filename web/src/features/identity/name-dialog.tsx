import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ProfilePatch, Session } from '#contracts/identity.ts';
import { fieldErrors } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { acceptSession, sessionQuery } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Input } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.tsx';

/** Changes what the person is called, in every workspace. */
export function NameDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const client = useQueryClient();
  const [typed, setTyped] = useState(name);
  const save = useMutation({
    mutationFn: (body: ProfilePatch) => call<Session>('PATCH', '/session/user', { body }),
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, acceptSession(session));
      toast('Your name is changed');
      onClose();
      return client.invalidateQueries({ queryKey: ['w'] });
    },
  });
  const errors = save.isError ? fieldErrors(save.error) : {};
  return (
    <Dialog open onClose={onClose} title="Change your name" lead="As others see it in your workspaces.">
      <form
        className="space-y-4 pb-4"
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate({ name: typed.trim() });
        }}
      >
        <Field label="Your name" error={errors.name ?? errors['']}>
          {(control) => (
            <Input
              {...control}
              required
              autoFocus
              autoComplete="name"
              maxLength={120}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              className="h-10"
            />
          )}
        </Field>
        <Button type="submit" look="primary" size="lg" className="w-full" busy={save.isPending}>
          Change the name
        </Button>
      </form>
    </Dialog>
  );
}
