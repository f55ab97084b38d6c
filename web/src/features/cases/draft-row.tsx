import { Link } from '@tanstack/react-router';
import PenLine from 'lucide-react/icons/pen-line';
import type { Draft } from '#contracts/drafts.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Moment } from '../../ui/moment.tsx';

const ROW_LINK =
  'min-w-0 grow truncate font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-ink';

/** Typing that was not saved yet, and the way back to it. */
export function DraftRow({ draft }: { draft: Draft }) {
  const { id: workspaceId } = usePlace().workspace;
  const title = draft.content.title?.trim() || 'Without a title yet';
  return (
    <li data-row className="relative flex min-h-12 items-center gap-3 px-4 py-2 hover:bg-hover">
      <PenLine aria-hidden className="size-4 shrink-0 text-ink-faint" />
      {draft.caseId === null ? (
        <Link
          to="/w/$workspaceId/cases/new"
          params={{ workspaceId }}
          search={{ draft: draft.id }}
          className={ROW_LINK}
        >
          {title}
        </Link>
      ) : (
        <Link
          to="/w/$workspaceId/cases/$caseId"
          params={{ workspaceId, caseId: draft.caseId }}
          search={{ edit: true }}
          className={ROW_LINK}
        >
          {title}
        </Link>
      )}
      <span className="shrink-0 text-ink-faint text-sm">
        <Moment at={draft.savedAt} />
      </span>
    </li>
  );
}
