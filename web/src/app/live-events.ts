import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveEvent } from '#contracts/events.ts';

// The stream names its events, so each name is listened to; a record, so that none of the contract is missing.
const KINDS = Object.keys({
  'case.changed': true,
  'case.created': true,
  'case.gone': true,
  'comments.changed': true,
  'evidence.changed': true,
  'reviews.changed': true,
  'members.changed': true,
  'workspace.changed': true,
} satisfies Record<LiveEvent['kind'], true>);

/** Asks again for what an event says has changed; the answer shows what one may see. */
export function refreshFor(
  event: LiveEvent,
  workspaceId: string,
  client: Pick<QueryClient, 'invalidateQueries'>,
): void {
  for (const key of staleKeys(event)) void client.invalidateQueries({ queryKey: ['w', workspaceId, ...key] });
}

/** The parts of a workspace's cache an event makes stale; `case` is followed by the id. */
export function staleKeys({ kind, id }: LiveEvent): string[][] {
  switch (kind) {
    case 'case.created':
      return [['cases'], ['home']];
    case 'case.changed':
    case 'case.gone':
      return [['case', id], ['cases'], ['home']];
    case 'comments.changed':
      return [['case', id], ['home']];
    case 'evidence.changed':
      return [['case', id]];
    case 'reviews.changed':
      return [['case', id], ['home'], ['cases']];
    case 'members.changed':
      return [['members']];
    // Also what is told of a case that is gone, or gone from the reader's sight: which one, nobody is told.
    case 'workspace.changed':
      return [[]];
  }
}

/** Listens as long as a page of the workspace is open. The browser reconnects by itself. */
export function useLiveEvents(workspaceId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const source = new EventSource(`/api/v1/workspaces/${workspaceId}/events`);
    const onEvent = (message: MessageEvent<string>) =>
      refreshFor(JSON.parse(message.data), workspaceId, client);
    for (const kind of KINDS) source.addEventListener(kind, onEvent);
    return () => source.close();
  }, [workspaceId, client]);
}
