import { Link } from '@tanstack/react-router';
import PenLine from 'lucide-react/icons/pen-line';
import type { Draft } from '#contracts/drafts.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Moment } from '../../ui/moment.tsx';
import { ROW, ROW_LINK } from './row-looks.ts';

const LINK = `min-w-0 grow truncate ${ROW_LINK}`;

/** Typing that was not saved yet, and the way back to it. */
export function DraftRow({ draft }: { draft: Draft }) {
  const { id: workspaceId } = usePlace().workspace;
  const title = draft.content.title?.trim() || 'Without a title yet';
  return (
    <li data-row className={ROW}>
      <PenLine aria-hidden className="size-4 shrink-0 text-ink-faint" />
      {draft.caseId === null ? (
        <Link
          to="/w/$workspaceId/cases/new"
          params={{ workspaceId }}
          search={{ draft: draft.id }}
          className={LINK}
        >
          {title}
        </Link>
      ) : (
        <Link
          to="/w/$workspaceId/cases/$caseId"
          params={{ workspaceId, caseId: draft.caseId }}
          search={{ edit: true }}
          className={LINK}
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
