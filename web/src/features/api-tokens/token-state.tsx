import type { ApiToken } from '#contracts/api-tokens.ts';
import { Badge } from '../../ui/badge.tsx';
import { dayOf, relativeTime } from '../../ui/time-words.ts';

const SOON_MS = 30 * 24 * 3600 * 1000;

/** Whether it works, and for how long still. */
export function TokenState({ token }: { token: Pick<ApiToken, 'state' | 'expiresAt' | 'revokedAt'> }) {
  if (token.state === 'revoked')
    return <Badge tone="bad">Revoked{token.revokedAt ? ` ${dayOf(token.revokedAt)}` : ''}</Badge>;
  if (token.state === 'expired') return <Badge>Ended {dayOf(token.expiresAt)}</Badge>;
  const end = Date.parse(token.expiresAt);
  const soon = end - Date.now() < SOON_MS;
  return (
    <Badge tone={soon ? 'warn' : 'good'}>
      Ends {soon ? relativeTime(end, Date.now()) : dayOf(token.expiresAt)}
    </Badge>
  );
}
