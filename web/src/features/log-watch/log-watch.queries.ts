import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AlertDeliveryList, LogAlertList, LogStreamList } from '#contracts/log-watch.ts';
import { call } from '../../api/client.ts';
import { usePlace } from '../../app/workspace-context.ts';

/** What is under way is looked at again: it moves by itself. */
const EVERY_MS = 15_000;

function useList<T>(what: 'log-alerts' | 'log-streams' | 'alert-deliveries') {
  const { workspace } = usePlace();
  return useQuery({
    queryKey: ['w', workspace.id, what],
    queryFn: ({ signal }) => call<T>('GET', `/workspaces/${workspace.id}/${what}`, { signal }),
    refetchInterval: EVERY_MS,
  });
}

export const useAlerts = () => useList<LogAlertList>('log-alerts');
export const useDeliveries = () => useList<AlertDeliveryList>('alert-deliveries');
export const useStreams = () => useList<LogStreamList>('log-streams');

/** Where a workspace's rules and streams are, and what to do when one of them was changed. */
export function useLogWatch() {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const key = ['w', workspace.id];
  return {
    path: `/workspaces/${workspace.id}`,
    refresh: () =>
      Promise.all(
        ['log-alerts', 'log-streams', 'alert-deliveries'].map((what) =>
          client.invalidateQueries({ queryKey: [...key, what] }),
        ),
      ),
  };
}
