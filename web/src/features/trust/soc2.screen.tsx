import { useQuery } from '@tanstack/react-query';
import type { Soc2Answer } from '#contracts/assessments.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { PublicFrame } from '../../app/public-frame.tsx';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Page, Panel } from '../../ui/page.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { ErrorState } from '../../ui/state.tsx';
import { AnswerRow } from './answer-row.tsx';
import { soc2Query } from './trust.queries.ts';

const CARRIERS: Readonly<Record<Soc2Answer['carriedBy'], { tone: Tone; word: string }>> = {
  product: { tone: 'good', word: 'The product' },
  shared: { tone: 'accent', word: 'Both' },
  organisation: { tone: 'neutral', word: 'The organisation' },
};

/** A map for an auditor: which criterion the product answers, and which whoever runs it. */
export function Soc2Screen() {
  const { data, error, refetch } = useQuery(soc2Query);
  return (
    <PublicFrame>
      <Page
        width="text"
        title="SOC 2"
        heading="What answers the SOC 2 criteria"
        lead="Each criterion in words of ours, who carries it, and the promises and tests that show it. This is a map for an auditor, not an attestation."
      >
        <Panel>
          {error ? (
            <ErrorState message={sentenceOf(error)} onRetry={() => void refetch()} />
          ) : data === undefined ? (
            <SkeletonRows rows={8} what="the criteria" />
          ) : (
            <ul className="divide-y divide-line">
              {data.items.map((answer) => (
                <AnswerRow key={answer.id} answer={answer} badge={<Carrier by={answer.carriedBy} />} />
              ))}
            </ul>
          )}
        </Panel>
      </Page>
    </PublicFrame>
  );
}

function Carrier({ by }: { by: Soc2Answer['carriedBy'] }) {
  const { tone, word } = CARRIERS[by];
  return <Badge tone={tone}>{word}</Badge>;
}
