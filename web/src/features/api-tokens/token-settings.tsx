import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ApiToken, ApiTokenCreated, ApiTokenList } from '#contracts/api-tokens.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { minuteOf } from '../../ui/time-words.ts';
import { toast, toastError } from '../../ui/toast.tsx';
import { NewTokenDialog } from './new-token-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';

const tokensKey = (workspaceId: string) => ['w', workspaceId, 'api-tokens'];

/** The workspace's tokens: made, listed with their last use, revoked. */
export function TokenSettings() {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<ApiTokenCreated | null>(null);
  const path = `/workspaces/${workspace.id}/api-tokens`;
  const tokens = useQuery({
    queryKey: tokensKey(workspace.id),
    queryFn: ({ signal }) => call<ApiTokenList>('GET', path, { signal }),
  });
  const refresh = () => client.invalidateQueries({ queryKey: tokensKey(workspace.id) });
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="text-ink-soft">
          Scripts and services come in with these, in the name of whoever made them.
        </p>
        <Button look="primary" onClick={() => setMaking(true)}>
          New token
        </Button>
      </div>
      {tokens.isPending ? <SkeletonRows rows={3} what="tokens" /> : null}
      {tokens.isError ? (
        <ErrorState message={sentenceOf(tokens.error)} onRetry={() => void tokens.refetch()} />
      ) : null}
      {tokens.data?.items.length === 0 ? (
        <EmptyState title="No tokens yet">
          A token is shown once, ends within a year, and does no more than its scopes say.
        </EmptyState>
      ) : null}
      <ul className="divide-y divide-line">
        {tokens.data?.items.map((token) => (
          <TokenRow key={token.id} token={token} path={path} onChange={refresh} />
        ))}
      </ul>
      {making ? (
        <NewTokenDialog
          onClose={() => setMaking(false)}
          onMade={(reply) => {
            setMaking(false);
            setMade(reply);
            void refresh();
          }}
        />
      ) : null}
      {made ? <SecretDialog made={made} onClose={() => setMade(null)} /> : null}
    </div>
  );
}

function TokenRow({ token, path, onChange }: { token: ApiToken; path: string; onChange: () => unknown }) {
  const [asking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: () => call('DELETE', `${path}/${token.id}`),
    onSuccess: () => toast(`${token.name} is revoked`),
    onError: (error: Error) => toastError(sentenceOf(error)),
    onSettled: () => {
      setAsking(false);
      return onChange();
    },
  });
  return (
    <li className="flex flex-wrap items-start gap-3 py-3">
      <div className="min-w-0 grow space-y-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {token.name}
          {token.state === 'active' ? null : (
            <Badge tone="warn">{token.state === 'revoked' ? 'Revoked' : 'Ended'}</Badge>
          )}
        </p>
        <p className="font-mono text-ink-soft text-sm">{token.start}…</p>
        <p className="text-ink-soft text-sm">
          {token.scopes.join(', ')} · as {token.role} · by {token.maker.name}
        </p>
        <p className="text-ink-faint text-sm">
          Ends {minuteOf(token.expiresAt)} ·{' '}
          {token.lastUsedAt ? `last used ${minuteOf(token.lastUsedAt)}` : 'never used'}
          {token.ranges ? ` · only from ${token.ranges.join(', ')}` : ''}
          {token.survivesMaker ? ' · stays when its maker leaves' : ''}
        </p>
      </div>
      {token.state === 'active' ? (
        <Button look="danger" onClick={() => setAsking(true)}>
          Revoke
        </Button>
      ) : null}
      <ConfirmDialog
        open={asking}
        busy={revoke.isPending}
        onClose={() => setAsking(false)}
        onConfirm={() => revoke.mutate()}
        title={`Revoke ${token.name}?`}
        action="Revoke"
      >
        Its very next request is refused. What it did stays in the audit log.
      </ConfirmDialog>
    </li>
  );
}
