import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Activity, ActivityPage, ActivityWrite } from '#contracts/activity.ts';
import type { Case } from '#contracts/cases.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { usePlace, useWorkspace } from '../../app/workspace-context.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Select, Textarea } from '../../ui/input.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Moment } from '../../ui/moment.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { toastError } from '../../ui/toast.tsx';
import { activityWords } from './activity-words.ts';
import { caseKey, casePath } from './case.queries.ts';
import { stateLabel } from './workspace-words.ts';

export function ActivityPanel({ of }: { of: Case }) {
  const { workspace } = usePlace();
  const path = `${casePath(workspace.id, of.id)}/activity`;
  const list = useInfiniteQuery({
    queryKey: [...caseKey(workspace.id, of.id), 'activity'],
    queryFn: ({ pageParam, signal }) =>
      call<ActivityPage>('POST', `${path}/query`, { body: { cursor: pageParam }, signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  return (
    <div>
      {of.actions.includes('case.comment') ? <NoteForm of={of} path={path} /> : null}
      {list.isPending ? <SkeletonRows rows={4} what="the timeline" /> : null}
      {list.isError ? (
        <ErrorState message={sentenceOf(list.error)} onRetry={() => void list.refetch()} />
      ) : null}
      <ol className="divide-y divide-line">
        {list.data?.pages
          .flatMap(({ items }) => items)
          .map((entry) => (
            <Entry key={entry.id} of={of} entry={entry} />
          ))}
      </ol>
      <LoadMore
        more={list.hasNextPage}
        busy={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
      />
    </div>
  );
}

function Entry({ of, entry }: { of: Case; entry: Activity }) {
  const workspace = useWorkspace();
  const who = entry.actor?.name ?? 'Caseward';
  return (
    <li className="flex gap-2.5 px-4 py-3">
      <Avatar name={who} size="sm" />
      <div className="min-w-0">
        <p>
          <span className="font-medium">{who}</span>{' '}
          {activityWords(entry, (state) => stateLabel(workspace, { type: of.type, state }))}{' '}
          <span className="text-ink-faint text-sm">
            <Moment at={entry.at} />
          </span>
        </p>
        {entry.text ? <p className="mt-1 whitespace-pre-wrap text-ink-soft">{entry.text}</p> : null}
      </div>
    </li>
  );
}

const KINDS = [
  { value: 'note', label: 'Note' },
  { value: 'call', label: 'Call' },
  { value: 'email', label: 'E-mail' },
];

function NoteForm({ of, path }: { of: Case; path: string }) {
  const { workspace } = usePlace();
  const client = useQueryClient();
  const [kind, setKind] = useState<ActivityWrite['kind']>('note');
  const [text, setText] = useState('');
  const write = useMutation({
    mutationFn: (body: ActivityWrite) => call<Activity>('POST', path, { body }),
    onSuccess: () => setText(''),
    onError: (error) => toastError(sentenceOf(error)),
    onSettled: () => client.invalidateQueries({ queryKey: caseKey(workspace.id, of.id) }),
  });
  return (
    <form
      className="space-y-2 border-line border-b p-4"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        write.mutate({ kind, text: text.trim() });
      }}
    >
      <Textarea
        aria-label="Write into the timeline"
        placeholder="A note, a call, an e-mail…"
        maxLength={5000}
        rows={2}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex gap-2">
        <Select
          aria-label="Kind"
          choices={KINDS}
          value={kind}
          onChange={(event) => setKind(event.target.value as ActivityWrite['kind'])}
          className="max-w-32"
        />
        <Button type="submit" className="ml-auto" busy={write.isPending} disabled={text.trim() === ''}>
          Write down
        </Button>
      </div>
    </form>
  );
}
