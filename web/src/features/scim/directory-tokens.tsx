import { useState } from 'react';
import type { ScimToken, ScimTokenCreated } from '#contracts/scim.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { minuteOf } from '../../ui/time-words.ts';
import { DirectorySecretDialog } from './directory-secret-dialog.tsx';
import { NewDirectoryTokenDialog } from './new-directory-token-dialog.tsx';
import { useScimChange } from './scim.queries.ts';

/** The tokens the directory comes in with: made, rotated, revoked. */
export function DirectoryTokens({ tokens }: { tokens: readonly ScimToken[] }) {
  const [making, setMaking] = useState(false);
  const [made, setMade] = useState<ScimTokenCreated | null>(null);
  return (
    <section className="space-y-3" aria-labelledby="directory-tokens">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 id="directory-tokens" className="font-medium">
          Tokens
        </h2>
        <Button onClick={() => setMaking(true)}>New directory token</Button>
      </div>
      {tokens.length === 0 ? (
        <p className="text-ink-soft">The directory needs one to come in with. It is shown once.</p>
      ) : null}
      <ul className="divide-y divide-line">
        {tokens.map((token) => (
          <TokenRow key={token.id} token={token} />
        ))}
      </ul>
      {making ? (
        <NewDirectoryTokenDialog
          rotates={tokens.some(({ state }) => state === 'active')}
          onClose={() => setMaking(false)}
          onMade={(reply) => {
            setMaking(false);
            setMade(reply);
          }}
        />
      ) : null}
      {made ? <DirectorySecretDialog made={made} onClose={() => setMade(null)} /> : null}
    </section>
  );
}

function TokenRow({ token }: { token: ScimToken }) {
  const [asking, setAsking] = useState(false);
  const revoke = useScimChange('The token is revoked', () => setAsking(false));
  return (
    <li className="flex flex-wrap items-start gap-3 py-3">
      <div className="min-w-0 grow space-y-1">
        <p className="flex flex-wrap items-center gap-2 font-mono text-sm">
          {token.start}…
          {token.state === 'active' ? null : (
            <Badge tone="warn">{token.state === 'revoked' ? 'Revoked' : 'Ended'}</Badge>
          )}
        </p>
        <p className="text-ink-faint text-sm">
          Ends {minuteOf(token.expiresAt)} ·{' '}
          {token.lastUsedAt ? `last used ${minuteOf(token.lastUsedAt)}` : 'never used'}
        </p>
      </div>
      {token.state === 'active' ? (
        <Button look="danger" onClick={() => setAsking(true)}>
          Revoke
        </Button>
      ) : null}
      <ConfirmDialog
        open={asking}
        onClose={() => setAsking(false)}
        onConfirm={() => revoke.mutate({ method: 'DELETE', path: `/tokens/${token.id}` })}
        title="Revoke this token?"
        action="Revoke"
        busy={revoke.isPending}
      >
        A directory that still uses it is refused on its next request, and shuts nobody out until it has
        another.
      </ConfirmDialog>
    </li>
  );
}
