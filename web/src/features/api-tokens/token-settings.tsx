import { useQuery, useQueryClient } from '@tanstack/react-query';
import KeyRound from 'lucide-react/icons/key-round';
import { useState } from 'react';
import type { ApiTokenCreated, ApiTokenList } from '#contracts/api-tokens.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { NewTokenDialog } from './new-token-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';
import { TokenRow } from './token-row.tsx';

const tokensKey = (workspaceId: string) => ['w', workspaceId, 'api-tokens'];

/** The workspace's tokens: made, listed with their last use, changed, revoked. */
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
  const items = tokens.data?.items ?? [];
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-ink-soft">
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
      {tokens.data && items.length === 0 ? (
        <EmptyState icon={<KeyRound />} title="No tokens yet">
          A token is shown once, ends within a year, and does no more than its scopes say.
        </EmptyState>
      ) : null}
      <ul className="divide-y divide-line">
        {items.map((token) => (
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
