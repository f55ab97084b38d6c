import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import Search from 'lucide-react/icons/search';
import { type FormEvent, useRef, useState } from 'react';
import type { SearchHit, SearchPage } from '#contracts/search.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { call } from '../../api/client.ts';
import { useRowKeys } from '../../app/row-keys.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { Input } from '../../ui/input.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { HitRow } from './hit-row.tsx';

/** Search; the words travel in the body of a request and stand in no address (claim FC-11). */
export function SearchScreen() {
  const { workspace } = usePlace();
  const [typed, setTyped] = useState('');
  const [text, setText] = useState('');
  const result = useInfiniteQuery({
    queryKey: ['w', workspace.id, 'search', text],
    queryFn: ({ pageParam, signal }) =>
      call<SearchPage>('POST', `/workspaces/${workspace.id}/search`, {
        body: { text, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    enabled: text !== '',
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  const hits = text === '' ? [] : (result.data?.pages.flatMap(({ items }) => items) ?? []);
  return (
    <Page title="Search" width="text">
      <search>
        <form
          className="mb-4 flex gap-2"
          onSubmit={(event: FormEvent) => {
            event.preventDefault();
            setText(typed.trim());
          }}
        >
          <Input
            type="search"
            aria-label="Search"
            placeholder="Words in titles, texts, comments, tags and evidence"
            autoFocus
            maxLength={200}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className="h-10"
          />
          <Button
            type="submit"
            look="primary"
            size="lg"
            busy={result.isFetching && !result.isFetchingNextPage}
          >
            Search
          </Button>
        </form>
      </search>
      <p role="status" className="sr-only">
        {result.isSuccess && text !== '' ? `${hits.length} found` : ''}
      </p>
      {text === '' ? (
        <EmptyState icon={<Search />} title="Find it again">
          Whole words and beginnings of words, in any language. Only what you may see is found.
        </EmptyState>
      ) : (
        <Panel>
          {result.isPending ? <SkeletonRows what="results" /> : null}
          {result.isError ? (
            <ErrorState message={sentenceOf(result.error)} onRetry={() => void result.refetch()} />
          ) : null}
          {result.isSuccess && hits.length === 0 ? (
            <EmptyState title="Nothing found">Try fewer words, or only the beginning of one.</EmptyState>
          ) : null}
          <Hits hits={hits} />
          <LoadMore
            more={result.hasNextPage}
            busy={result.isFetchingNextPage}
            onMore={() => void result.fetchNextPage()}
          />
        </Panel>
      )}
    </Page>
  );
}

function Hits({ hits }: { hits: readonly SearchHit[] }) {
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  if (hits.length === 0) return null;
  return (
    <ul ref={list} className="divide-y divide-line">
      {hits.map((hit) => (
        <HitRow key={hit.case.id} hit={hit} />
      ))}
    </ul>
  );
}
