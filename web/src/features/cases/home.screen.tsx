import { useQuery } from '@tanstack/react-query';
import CircleCheck from 'lucide-react/icons/circle-check';
import { type ReactNode, useRef } from 'react';
import type { CaseSummary } from '#contracts/cases.ts';
import type { Home } from '#contracts/home.ts';
import { ApiError, sentenceOf } from '../../api/api-error.ts';
import { useRowKeys } from '../../app/row-keys.ts';
import { useMay, usePlace } from '../../app/workspace-context.ts';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { ReviewNotice } from '../access-reviews/index.ts';
import { RecoveryKitNotice } from '../backups/index.ts';
import { OverdueNotice } from '../privacy-requests/index.ts';
import { BrokenWallNotice, HealthNotice } from '../trust/index.ts';
import { homeQuery } from './case.queries.ts';
import { CaseRow } from './case-row.tsx';
import { DraftRow } from './draft-row.tsx';
import { MentionRow } from './mention-row.tsx';
import { NewCaseLink } from './new-case-link.tsx';
import { RecentRow } from './recent-row.tsx';
import { inSentence } from './workspace-words.ts';

export function HomeScreen() {
  const { session, workspace } = usePlace();
  const home = useQuery(homeQuery(workspace.id));
  const administers = useMay('member.manage');
  return (
    <Page
      title="Home"
      heading={greeting(session.user.name, new Date().getHours())}
      lead="What waits for you."
      actions={<NewCaseLink besides />}
    >
      {administers ? <RecoveryKitNotice /> : null}
      {administers ? <BrokenWallNotice /> : null}
      {administers ? <HealthNotice /> : null}
      {administers ? <ReviewNotice /> : null}
      <OverdueNotice count={home.data?.overdueRequests ?? 0} />
      {home.isPending ? (
        <Panel>
          <SkeletonRows what="what waits for you" />
        </Panel>
      ) : home.isError ? (
        <ErrorState
          message={sentenceOf(home.error)}
          reference={referenceOf(home.error)}
          onRetry={() => void home.refetch()}
        />
      ) : (
        <Waiting home={home.data} />
      )}
    </Page>
  );
}

function Waiting({ home }: { home: Home }) {
  const { labels } = usePlace().workspace;
  const list = useRef<HTMLDivElement>(null);
  useRowKeys(list);
  const { mentions, toDecide, toRevise, toPublish, due, mine, drafts, recent } = home;
  const nothing = [mentions, toDecide, toRevise, toPublish, due, mine, drafts, recent].every(
    ({ length }) => length === 0,
  );
  if (nothing) return <AllClear />;
  return (
    <div ref={list} className="space-y-5">
      {mentions.length === 0 ? null : (
        <Section title="Mentions of you" count={mentions.length}>
          {mentions.map((mention) => (
            <MentionRow key={mention.comment.id} mention={mention} />
          ))}
        </Section>
      )}
      <Cases title="To decide" cases={toDecide} />
      <Cases title="Revision needed" cases={toRevise} />
      <Cases title="Ready to publish" cases={toPublish} />
      <Cases title="Due soon" cases={due} />
      {drafts.length === 0 ? null : (
        <Section title="Unsaved typing" count={drafts.length}>
          {drafts.map((draft) => (
            <DraftRow key={draft.id} draft={draft} />
          ))}
        </Section>
      )}
      <Cases title={`My ${inSentence(labels.cases)}`} cases={mine} />
      {recent.length === 0 ? null : (
        <Section title="Lately" count={recent.length}>
          {recent.map((entry) => (
            <RecentRow key={entry.activity.id} entry={entry} />
          ))}
        </Section>
      )}
    </div>
  );
}

function Cases({ title, cases }: { title: string; cases: readonly CaseSummary[] }) {
  if (cases.length === 0) return null;
  return (
    <Section title={title} count={cases.length}>
      {cases.map((one) => (
        <CaseRow key={one.id} of={one} />
      ))}
    </Section>
  );
}

function Section({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  return (
    <Panel
      title={
        <>
          {title} <span className="ml-1 font-normal text-ink-faint tabular-nums">{count}</span>
        </>
      }
    >
      <ul className="divide-y divide-line">{children}</ul>
    </Panel>
  );
}

function AllClear() {
  const { labels } = usePlace().workspace;
  return (
    <Panel>
      <EmptyState icon={<CircleCheck />} title="Nothing waits for you" action={<NewCaseLink />}>
        Mentions of you, reviews to decide, revisions asked for and your own {inSentence(labels.cases)} appear
        here.
      </EmptyState>
    </Panel>
  );
}

function greeting(name: string, hour: number): string {
  const time =
    hour < 5 ? 'Good night' : hour < 12 ? 'Good morning' : hour < 18 ? 'Good afternoon' : 'Good evening';
  return `${time}, ${name.split(' ')[0]}`;
}

function referenceOf(error: Error): string | undefined {
  return error instanceof ApiError ? error.requestId : undefined;
}
