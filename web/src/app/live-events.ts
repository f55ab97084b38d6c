import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveEvent } from '#contracts/events.ts';
import { sessionQuery } from '../api/session.ts';
import { workspaceQuery } from './workspace-context.ts';

// The stream names its events, so each name is listened to; a record, so that none of the contract is missing.
const KINDS = Object.keys({
  'case.changed': true,
  'case.created': true,
  'case.gone': true,
  'comments.changed': true,
  'evidence.changed': true,
  'reviews.changed': true,
  'contacts.changed': true,
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
  // The session says what its reader may do here: by their role, and by the rules of the workspace.
  if (event.kind === 'members.changed' || event.kind === 'workspace.changed')
    void client.invalidateQueries({ queryKey: sessionQuery.queryKey });
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
    case 'contacts.changed':
      return [['contacts']];
    case 'members.changed':
      return [['members']];
    // Also what is told of a case that is gone, or gone from the reader's sight: which one, nobody is told.
    case 'workspace.changed':
      return [[]];
  }
}

/** How soon a line that was refused is tried again (ms): longer each time, up to the last. */
const RETRIES_MS = [2_000, 5_000, 15_000, 60_000];

/** What changed while a page loaded is in what it loaded, unless the line took longer than that (ms). */
const SOON_MS = 1_000;

/**
 * Listens as long as a page of the workspace is open. A line that breaks is taken up again by the browser, one that
 * is refused (a server that restarts behind its proxy) by this; what was missed meanwhile is asked for anew. Whoever
 * may no longer be here is refused too: the workspace is asked at once, and its answer takes away what is shown.
 */
export function useLiveEvents(workspaceId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    let source: EventSource;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let refused = 0;
    let fresh = performance.now() + SOON_MS;
    const onEvent = (message: MessageEvent<string>) =>
      refreshFor(JSON.parse(message.data), workspaceId, client);
    const listen = () => {
      source = new EventSource(`/api/v1/workspaces/${workspaceId}/events`);
      for (const kind of KINDS) source.addEventListener(kind, onEvent);
      source.onopen = () => {
        if (performance.now() > fresh) void client.invalidateQueries({ queryKey: ['w', workspaceId] });
        fresh = 0;
        refused = 0;
      };
      source.onerror = () => {
        if (source.readyState !== EventSource.CLOSED) return;
        void client.invalidateQueries({ queryKey: workspaceQuery(workspaceId).queryKey });
        waiting = setTimeout(listen, RETRIES_MS[refused] ?? RETRIES_MS.at(-1));
        refused += 1;
      };
    };
    listen();
    return () => {
      clearTimeout(waiting);
      source.close();
    };
  }, [workspaceId, client]);
}
