import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import KeyRound from 'lucide-react/icons/key-round';
import { useState } from 'react';
import type { Passkey } from '#contracts/passkeys.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState, Notice } from '../../ui/state.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { AddPasskeyDialog } from './add-passkey-dialog.tsx';
import { supportsPasskeys } from './ceremony.ts';
import { unsupportedWords } from './ceremony-words.ts';
import { PasskeyRow } from './passkey-row.tsx';
import { passkeysQuery } from './passkeys.queries.ts';
import { RenamePasskeyDialog } from './rename-passkey-dialog.tsx';

type PasskeyPanelProps = {
  /** Whether an authenticator app is in use beside them. */
  totp: boolean;
  /** One was added or removed. */
  onChanged: (what: 'added' | 'removed') => void;
};

type Open = { readonly kind: 'add' } | { readonly kind: 'rename' | 'remove'; readonly passkey: Passkey };

/** The passkeys of the person signed in. */
export function PasskeyPanel({ totp, onChanged }: PasskeyPanelProps) {
  const client = useQueryClient();
  const list = useQuery(passkeysQuery);
  const [open, setOpen] = useState<Open>();
  const supported = supportsPasskeys();
  const passkeys = list.data?.items ?? [];
  const close = () => setOpen(undefined);
  const refresh = () => client.invalidateQueries({ queryKey: passkeysQuery.queryKey });
  const remove = useMutation({
    mutationFn: ({ id }: Passkey) => call('DELETE', `/account/passkeys/${id}`),
    onSuccess: (_reply, { name }) => {
      toast(`${name} is removed`);
      onChanged('removed');
    },
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: refresh,
  });
  const done = (sentence: string) => {
    close();
    toast(sentence);
    return refresh();
  };
  return (
    <Panel
      title="Passkeys"
      actions={
        <Button disabled={!supported} onClick={() => setOpen({ kind: 'add' })}>
          Add a passkey
        </Button>
      }
    >
      {supported ? null : (
        <div className="px-4 py-3">
          <Notice tone="info">{unsupportedWords()}</Notice>
        </div>
      )}
      {list.isPending ? <SkeletonRows rows={2} what="passkeys" /> : null}
      {list.isError ? (
        <ErrorState message={sentenceOf(list.error)} onRetry={() => void list.refetch()} />
      ) : null}
      {list.data && passkeys.length === 0 ? <NoneYet /> : null}
      <ul className="divide-y divide-line">
        {passkeys.map((passkey) => (
          <PasskeyRow
            key={passkey.id}
            passkey={passkey}
            busy={remove.isPending && remove.variables.id === passkey.id}
            onRename={() => setOpen({ kind: 'rename', passkey })}
            onRemove={() => setOpen({ kind: 'remove', passkey })}
          />
        ))}
      </ul>
      {open?.kind === 'add' ? (
        <AddPasskeyDialog
          taken={passkeys.map(({ name }) => name)}
          onClose={close}
          onAdded={() => {
            void done('The passkey is added');
            onChanged('added');
          }}
        />
      ) : null}
      {open?.kind === 'rename' ? (
        <RenamePasskeyDialog
          passkey={open.passkey}
          onClose={close}
          onRenamed={() => void done('The passkey is renamed')}
        />
      ) : null}
      <ConfirmDialog
        open={open?.kind === 'remove'}
        onClose={close}
        onConfirm={() => {
          if (open?.kind === 'remove') remove.mutate(open.passkey);
          close();
        }}
        title={open?.kind === 'remove' ? `Remove ${open.passkey.name}?` : ''}
        action="Remove it"
      >
        <WhatIsLost last={passkeys.length === 1 && !totp} />
      </ConfirmDialog>
    </Panel>
  );
}

function NoneYet() {
  return (
    <EmptyState icon={<KeyRound aria-hidden />} title="No passkey yet">
      A passkey signs you in by the lock of your phone, computer or security key: nothing to type, and nothing
      a false page could take from you.
    </EmptyState>
  );
}

function WhatIsLost({ last }: { last: boolean }) {
  return (
    <div className="space-y-2">
      <p>
        It signs you in no longer, from any device that holds it. The device keeps it until you delete it
        there.
      </p>
      {last ? (
        <p>
          It is your last strong factor: your backup codes end with it, and workspaces that ask for one stay
          closed to you.
        </p>
      ) : null}
    </div>
  );
}
