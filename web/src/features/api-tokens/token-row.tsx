import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiToken } from '#contracts/api-tokens.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Moment } from '../../ui/moment.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { ChangeTokenDialog } from './change-token-dialog.tsx';
import { TokenState } from './token-state.tsx';

type Props = { token: ApiToken; path: string; onChange: () => unknown };

export function TokenRow({ token, path, onChange }: Props) {
  const [asking, setAsking] = useState<'change' | 'revoke' | null>(null);
  const close = () => setAsking(null);
  const revoke = useMutation({
    mutationFn: () => call('DELETE', `${path}/${token.id}`),
    onSuccess: () => toast(`${token.name} is revoked`),
    onError: (error: Error) => toastError(sentenceOf(error)),
    onSettled: () => {
      close();
      return onChange();
    },
  });
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 py-4">
      <div className="min-w-0 grow basis-72 space-y-1.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          <span className="break-words">{token.name}</span>
          <TokenState token={token} />
        </p>
        <p className="flex flex-wrap gap-1">
          {token.scopes.map((scope) => (
            <Badge key={scope}>
              <span className="font-mono">{scope}</span>
            </Badge>
          ))}
        </p>
        <p className="text-ink-soft text-sm">
          <code className="font-mono">{token.start}…</code> · {token.role} at most · made by{' '}
          {token.maker.name}
          {token.survivesMaker ? ', stays when they leave' : ''}
        </p>
        <p className="text-ink-faint text-sm">
          {token.lastUsedAt ? (
            <>
              Last used <Moment at={token.lastUsedAt} />
            </>
          ) : (
            'Never used'
          )}
          {token.ranges ? (
            <>
              {' · '}only from <span className="break-words font-mono">{token.ranges.join(', ')}</span>
            </>
          ) : null}
        </p>
      </div>
      {token.state === 'active' ? (
        <div className="flex gap-2">
          <Button onClick={() => setAsking('change')} aria-label={`Change ${token.name}`}>
            Change
          </Button>
          <Button
            className="text-bad"
            onClick={() => setAsking('revoke')}
            aria-label={`Revoke ${token.name}`}
          >
            Revoke
          </Button>
        </div>
      ) : null}
      {asking === 'change' ? (
        <ChangeTokenDialog token={token} path={path} onClose={close} onChanged={onChange} />
      ) : null}
      {asking === 'revoke' ? (
        <ConfirmDialog
          open
          busy={revoke.isPending}
          onClose={close}
          onConfirm={() => revoke.mutate()}
          title="Revoke the token?"
          action="Revoke"
          // Something runs by it: that is worth a second thought.
          {...(token.lastUsedAt !== null && { typed: token.name })}
        >
          The very next request of {token.name} is refused, for good. What it did stays in the audit log.
        </ConfirmDialog>
      ) : null}
    </li>
  );
}
