import { useQuery } from '@tanstack/react-query';
import type { AsvsAnswer } from '#contracts/assessments.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { PublicFrame } from '../../app/public-frame.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { AnswerRow } from './answer-row.tsx';
import { byChapter, countsOf, gapsOf } from './asvs-words.ts';
import { asvsQuery } from './trust.queries.ts';

const TONES: Readonly<Record<AsvsAnswer['status'], Tone>> = {
  met: 'good',
  partly: 'warn',
  'not met': 'bad',
  'not applicable': 'neutral',
};

/** The self-assessment, its gaps first. */
export function AsvsScreen() {
  const { data, error, refetch } = useQuery(asvsQuery);
  return (
    <PublicFrame>
      <Page
        width="text"
        title="OWASP ASVS 5.0"
        heading="How we answer OWASP ASVS 5.0"
        lead="Every requirement of levels 1 and 2 by its id, in words of ours. We have answered it ourselves; nobody else has assessed it."
      >
        {error ? (
          <ErrorState message={sentenceOf(error)} onRetry={() => void refetch()} />
        ) : data === undefined ? (
          <Panel>
            <SkeletonRows rows={8} what="the answers" />
          </Panel>
        ) : (
          <Answers items={data.items} />
        )}
      </Page>
    </PublicFrame>
  );
}

function Answers({ items }: { items: readonly AsvsAnswer[] }) {
  return (
    <div className="space-y-6">
      <p className="text-ink-soft">{countsOf(items)}</p>
      <Chapter title="Gaps" items={gapsOf(items)} />
      {byChapter(items).map(([title, ofChapter]) => (
        <Chapter key={title} title={title} items={ofChapter} />
      ))}
    </div>
  );
}

function Chapter({ title, items }: { title: string; items: readonly AsvsAnswer[] }) {
  return (
    <Panel title={title}>
      <ul className="divide-y divide-line">
        {items.map((answer) => (
          <AnswerRow
            key={answer.id}
            answer={answer}
            badge={<Badge tone={TONES[answer.status]}>{answer.status}</Badge>}
          />
        ))}
      </ul>
    </Panel>
  );
}
