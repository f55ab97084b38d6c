import MessageSquarePlus from 'lucide-react/icons/message-square-plus';
import type { Case } from '#contracts/cases.ts';
import { EmptyState } from '../../ui/state.tsx';
import { CaseText } from './case-text.tsx';
import { askToComment } from './comment-target.ts';

/** The case as it is read; beside each section the way to comment on it. */
export function CaseReading({ of, evidenceUrl }: { of: Case; evidenceUrl: (id: string) => string }) {
  const mayComment = of.actions.includes('case.comment');
  return (
    <article className="space-y-5">
      {of.summary ? <p className="max-w-[72ch] text-ink-soft text-lg">{of.summary}</p> : null}
      {of.body.trim() === '' ? (
        <EmptyState title="Nothing written yet">
          What happened, what was found, and what follows from it.
        </EmptyState>
      ) : (
        <CaseText
          text={of.body}
          evidenceUrl={evidenceUrl}
          {...(mayComment ? { sectionAside: (id: string) => <CommentOnSection id={id} /> } : {})}
        />
      )}
    </article>
  );
}

function CommentOnSection({ id }: { id: string }) {
  return (
    <button
      type="button"
      aria-label="Comment on this section"
      title="Comment on this section"
      onClick={() => askToComment({ kind: 'section', section: id })}
      className="ml-2 inline-grid size-6 place-items-center rounded-sm align-middle text-ink-faint hover:bg-hover hover:text-ink"
    >
      <MessageSquarePlus aria-hidden className="size-4" />
    </button>
  );
}
