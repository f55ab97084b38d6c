import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Session } from '#contracts/identity.ts';
import { PASSWORD_MOST } from '#contracts/password-rules.ts';
import type { PasswordChange } from '#contracts/passwords.ts';
import { call } from '../../api/client.ts';
import { sessionQuery } from '../../api/session.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { PasswordInput } from '../../ui/password-input.tsx';
import { toast } from '../../ui/toast.tsx';
import { NewPasswordForm } from './new-password-form.tsx';
import { useRenewed } from './password.queries.ts';

const NEW = '[autocomplete=new-password]';

/** Sets a password, or changes it: by the one there is, or by another factor given just now. */
export function PasswordDialog({ has, onClose }: { has: boolean; onClose: () => void }) {
  const { data: session } = useQuery(sessionQuery);
  const renewed = useRenewed();
  const [known, setKnown] = useState(has);
  const [current, setCurrent] = useState('');
  const save = async (password: string) => {
    const body: PasswordChange = { password, ...(known && { current }) };
    const next = await call<Session>('PUT', '/account/password', { body });
    toast('Your password is set. Every other session has ended.');
    onClose();
    await renewed(next);
  };
  return (
    <Dialog
      open
      sticky
      onClose={onClose}
      title={has ? 'Change your password' : 'Set a password'}
      lead={
        has && !known
          ? 'Another factor is asked for in place of the old password.'
          : 'Every other session of yours ends, and a mail tells you of it.'
      }
    >
      <div className="pb-4">
        <NewPasswordForm
          onPassword={save}
          action={has ? 'Change the password' : 'Set the password'}
          username={session?.user.email}
          before={
            known
              ? (errors) => (
                  <div className="space-y-1">
                    <Field label="Current password" error={errors.current}>
                      {(control) => (
                        <PasswordInput
                          {...control}
                          required
                          autoFocus
                          autoComplete="current-password"
                          maxLength={PASSWORD_MOST}
                          value={current}
                          onChange={(event) => setCurrent(event.target.value)}
                        />
                      )}
                    </Field>
                    <Button
                      look="ghost"
                      size="sm"
                      className="-ml-2"
                      onClick={({ currentTarget }) => {
                        currentTarget.form?.querySelector<HTMLElement>(NEW)?.focus();
                        setKnown(false);
                      }}
                    >
                      I do not know it
                    </Button>
                  </div>
                )
              : undefined
          }
        />
      </div>
    </Dialog>
  );
}
