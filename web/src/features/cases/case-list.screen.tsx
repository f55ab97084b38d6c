import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import FolderOpen from 'lucide-react/icons/folder-open';
import { useRef, useState } from 'react';
import type { CaseSummary } from '#contracts/cases.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { useRowKeys } from '../../app/row-keys.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Button } from '../../ui/button.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { BulkBar } from './bulk-bar.tsx';
import { caseListQuery } from './case.queries.ts';
import { CaseRow } from './case-row.tsx';
import { ImportLink } from './import-link.tsx';
import { FRESH, isFiltered } from './list-filter.ts';
import { ListFilters } from './list-filters.tsx';
import { useListing } from './list-memory.ts';
import { NewCaseLink } from './new-case-link.tsx';
import { SavedViews } from './saved-views.tsx';
import { inSentence } from './workspace-words.ts';

export function CaseListScreen() {
  const { workspace } = usePlace();
  const [listing, setListing] = useListing(workspace.id);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const list = useInfiniteQuery({
    ...caseListQuery(workspace.id, listing),
    placeholderData: keepPreviousData,
  });
  const cases = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const change = (next: typeof listing) => {
    setChosen([]);
    setListing(next);
  };
  return (
    <Page
      title={workspace.labels.cases}
      actions={
        <>
          <SavedViews listing={listing} onChange={change} />
          <ImportLink />
          <NewCaseLink besides />
        </>
      }
    >
      <div className="mb-3">
        <ListFilters listing={listing} onChange={change} />
      </div>
      <Panel>
        {list.isPending ? <SkeletonRows rows={10} what={inSentence(workspace.labels.cases)} /> : null}
        {list.isError ? (
          <ErrorState message={sentenceOf(list.error)} onRetry={() => void list.refetch()} />
        ) : null}
        {list.isSuccess && cases.length === 0 ? (
          <Nothing filtered={isFiltered(listing.filter)} onClear={() => change(FRESH)} />
        ) : null}
        <Rows cases={cases} chosen={chosen} onChoose={setChosen} dim={list.isPlaceholderData} />
        <LoadMore
          more={list.hasNextPage}
          busy={list.isFetchingNextPage}
          onMore={() => void list.fetchNextPage()}
        />
      </Panel>
      <BulkBar ids={chosen} onDone={() => setChosen([])} />
    </Page>
  );
}

type RowsProps = {
  cases: readonly CaseSummary[];
  chosen: readonly string[];
  onChoose: (ids: string[]) => void;
  dim: boolean;
};

function Rows({ cases, chosen, onChoose, dim }: RowsProps) {
  const list = useRef<HTMLUListElement>(null);
  useRowKeys(list);
  if (cases.length === 0) return null;
  const toggle = (id: string) =>
    onChoose(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  return (
    <ul
      ref={list}
      aria-busy={dim}
      className={dim ? 'divide-y divide-line opacity-60' : 'divide-y divide-line'}
    >
      {cases.map((one) => (
        <CaseRow
          key={one.id}
          of={one}
          select={
            <label className="grid size-6 place-items-center">
              <input
                type="checkbox"
                checked={chosen.includes(one.id)}
                onChange={() => toggle(one.id)}
                className="size-4.5 accent-accent"
              />
              <span className="sr-only">Choose #{one.number}</span>
            </label>
          }
        />
      ))}
    </ul>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { labels } = usePlace().workspace;
  const many = inSentence(labels.cases);
  if (filtered) {
    return (
      <EmptyState
        icon={<FolderOpen />}
        title={`No ${many} fit this filter`}
        action={<Button onClick={onClear}>Clear the filter</Button>}
      >
        Take a part of it away to see more.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<FolderOpen />} title={`No ${many} yet`} action={<NewCaseLink />}>
      Write the first one down; it stays a draft that only you and reviewers see until it is published.
    </EmptyState>
  );
}
