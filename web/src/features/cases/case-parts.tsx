import { usePlace } from '../../app/workspace-context.ts';
import { sideTabs } from './side-tabs.ts';
import type { Side } from './sides.ts';

type CasePartsProps = {
  /** A review is under way. */
  inReview: boolean;
  onSide: (side: Side) => void;
};

/** Where what stands beside the text stands under it: the way there, at hand however long the text is. */
export function CaseParts({ inReview, onSide }: CasePartsProps) {
  const { labels } = usePlace().workspace;
  return (
    <nav
      aria-label="Under the text"
      className="-mx-4 sm:-mx-8 sticky top-14 z-10 -mt-1 mb-5 flex gap-0.5 overflow-x-auto border-line border-y bg-canvas px-2 sm:px-6 md:top-0 lg:hidden"
    >
      {sideTabs(labels, inReview).map(({ name, label, alert }) => (
        <button
          key={name}
          type="button"
          onClick={() => onSide(name)}
          className="flex h-10 shrink-0 items-center gap-1.5 whitespace-nowrap px-2 text-ink-soft hover:text-ink focus-visible:-outline-offset-2"
        >
          {label}
          {alert ? <span className="size-1.5 rounded-full bg-accent-ink" /> : null}
        </button>
      ))}
    </nav>
  );
}
