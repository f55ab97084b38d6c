import { useQuery } from '@tanstack/react-query';
import MessagesSquare from 'lucide-react/icons/messages-square';
import type { Case } from '#contracts/cases.ts';
import { sentenceOf } from '../../api/api-error.ts';
import { usePlace, useWorkspace } from '../../app/workspace-context.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { EmptyState, ErrorState } from '../../ui/state.tsx';
import { mayOpenRound } from './may-open.ts';
import { OpenRound } from './open-round.tsx';
import { roundsQuery } from './review.queries.ts';
import { ruleWords } from './review-words.ts';
import { RoundCard } from './round-card.tsx';

/** The review rounds of a case, newest first, and the way to open one. */
export function ReviewPanel({ of }: { of: Case }) {
  const { workspace } = usePlace();
  const { reviewRule } = useWorkspace();
  const rounds = useQuery(roundsQuery(workspace.id, of.id));
  const mayOpen = mayOpenRound(of, reviewRule);
  return (
    <div className="space-y-4 p-4">
      {mayOpen ? <OpenRound of={of} rule={reviewRule} /> : null}
      {rounds.isPending ? <SkeletonRows rows={3} what="the review" /> : null}
      {rounds.isError ? (
        <ErrorState message={sentenceOf(rounds.error)} onRetry={() => void rounds.refetch()} />
      ) : null}
      {rounds.data?.items.length === 0 && !mayOpen ? (
        <EmptyState icon={<MessagesSquare />} title="Not reviewed yet">
          {ruleWords(reviewRule)}
        </EmptyState>
      ) : null}
      {rounds.data?.items.map((round) => (
        <RoundCard key={round.id} of={of} round={round} />
      ))}
    </div>
  );
}
