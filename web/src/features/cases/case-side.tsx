import { useEffect, useRef } from 'react';
import type { Case } from '#contracts/cases.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Tabs } from '../../ui/tabs.tsx';
import { EvidencePanel } from '../evidence/index.ts';
import { ReviewPanel } from '../reviews/index.ts';
import { ActivityPanel } from './activity-panel.tsx';
import { CommentPanel } from './comment-panel.tsx';
import { useCommentWishes } from './comment-target.ts';
import { DetailPanel } from './detail-panel.tsx';
import { sideTabs } from './side-tabs.ts';
import type { Side } from './sides.ts';

type CaseSideProps = {
  of: Case;
  side: Side;
  /** How often a side was asked for from elsewhere: a link, a button above the text. */
  asked: number;
  onSide: (side: Side) => void;
};

const BESIDE = '(width >= 64rem)';

/** What stands beside the text, while reading and while writing. */
export function CaseSide({ of, side, asked, onSide }: CaseSideProps) {
  const { labels } = usePlace().workspace;
  const wishes = useCommentWishes();
  const before = useRef(wishes);
  const panel = useRef<HTMLElement>(null);
  // Under the text instead of beside it, what was asked for would open out of sight.
  useEffect(() => {
    if (asked === 0 || matchMedia(BESIDE).matches) return;
    panel.current?.scrollIntoView({ block: 'start' });
    panel.current?.querySelector<HTMLElement>('[aria-selected=true]')?.focus({ preventScroll: true });
  }, [asked]);
  useEffect(() => {
    if (wishes !== before.current) onSide('comments');
    before.current = wishes;
  }, [wishes, onSide]);
  return (
    <aside
      ref={panel}
      aria-label="Beside the text"
      className="min-w-0 scroll-mt-14 md:scroll-mt-0 border-line border-t bg-surface lg:sticky lg:top-0 lg:h-dvh lg:overflow-y-auto lg:border-t-0 lg:border-l"
    >
      <Tabs<Side>
        label="Beside the text"
        active={side}
        onChange={onSide}
        tabs={sideTabs(labels, of.openRoundId !== null)}
      >
        {side === 'details' ? <DetailPanel of={of} /> : null}
        {side === 'review' ? <ReviewPanel of={of} /> : null}
        {side === 'comments' ? <CommentPanel of={of} /> : null}
        {side === 'evidence' ? <EvidencePanel of={of} /> : null}
        {side === 'activity' ? <ActivityPanel of={of} /> : null}
      </Tabs>
    </aside>
  );
}
