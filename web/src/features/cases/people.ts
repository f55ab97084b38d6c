import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Member } from '#contracts/members.ts';
import { ApiError } from '../../api/api-error.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { allActiveMembers } from '../members/active-members.ts';
import { mentionedIn } from './comment-words.ts';

const peopleQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['w', workspaceId, 'members', 'active'],
    queryFn: ({ signal }) => allActiveMembers(workspaceId, signal),
    staleTime: 60_000,
  });

/** The active members, for choosing one; none for a reader who may not see them. */
export function usePeople(): readonly Member[] {
  return useQuery(peopleQuery(usePlace().workspace.id)).data ?? [];
}

/**
 * Asks who is named with @ in a text. It waits for the list of members when that is not there yet: a quick writer on a
 * slow line would else name nobody. Fails when the list cannot be had; a reader who may not see it names nobody.
 */
export function useMentions(): (text: string) => Promise<string[]> {
  const client = useQueryClient();
  const { workspace } = usePlace();
  return async (text) => {
    if (!text.includes('@')) return [];
    try {
      return mentionedIn(text, await client.ensureQueryData(peopleQuery(workspace.id)));
    } catch (error) {
      if (error instanceof ApiError && error.status === 403) return [];
      throw error;
    }
  };
}
