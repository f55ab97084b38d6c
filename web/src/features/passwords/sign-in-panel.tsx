import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Session } from '#contracts/identity.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Moment } from '../../ui/moment.tsx';
import { Panel } from '../../ui/page.tsx';
import { SettingRow } from '../../ui/setting-row.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { passwordQuery, useRenewed } from './password.queries.ts';
import { PasswordDialog } from './password-dialog.tsx';

/** The ways into the account that everybody has. */
export function SignInPanel() {
  const password = useQuery(passwordQuery);
  return (
    <Panel title="Ways to sign in">
      {password.isPending ? <SkeletonRows rows={2} what="ways to sign in" /> : null}
      {password.isError ? (
        <ErrorState message={sentenceOf(password.error)} onRetry={() => void password.refetch()} />
      ) : null}
      {password.data ? (
        <ul className="divide-y divide-line">
          <SettingRow
            title="Code by e-mail"
            on
            text="Twelve characters, sent to your address whenever you ask to sign in."
          />
          <PasswordRow setAt={password.data.setAt} />
        </ul>
      ) : null}
    </Panel>
  );
}

function PasswordRow({ setAt }: { setAt: string | null }) {
  const [open, setOpen] = useState<'change' | 'remove'>();
  const close = () => setOpen(undefined);
  const renewed = useRenewed();
  const remove = useMutation({
    mutationFn: () => call<Session>('DELETE', '/account/password'),
    onSuccess: (session) => {
      toast('Your password is removed. Every other session has ended.');
      return renewed(session);
    },
    onError: (error) => toastError(sentenceOf(error)),
  });
  const text = setAt === null ? 'You have none; a code from your mail signs you in.' : <SetAt at={setAt} />;
  return (
    <SettingRow title="Password" on={setAt !== null} text={text}>
      <Button onClick={() => setOpen('change')}>{setAt === null ? 'Set a password' : 'Change'}</Button>
      {setAt === null ? null : (
        <Button look="ghost" busy={remove.isPending} onClick={() => setOpen('remove')}>
          Remove
        </Button>
      )}
      {open === 'change' ? <PasswordDialog has={setAt !== null} onClose={close} /> : null}
      <ConfirmDialog
        open={open === 'remove'}
        onClose={close}
        onConfirm={() => {
          close();
          remove.mutate();
        }}
        title="Remove your password?"
        action="Remove it"
      >
        You sign in by a code from your mail then, or by whatever else you have set up. Every other session of
        yours ends.
      </ConfirmDialog>
    </SettingRow>
  );
}

function SetAt({ at }: { at: string }) {
  return (
    <>
      Set <Moment at={at} />. A second factor is asked for after it.
    </>
  );
}
