import { Link } from '@tanstack/react-router';
import Lock from 'lucide-react/icons/lock';
import type { ReactNode } from 'react';
import type { CaseSummary } from '#contracts/cases.ts';
import { usePlace } from '../../app/workspace-context.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Moment } from '../../ui/moment.tsx';
import { SeverityMark, StateBadge } from './case-looks.tsx';
import { ROW, ROW_LINK } from './row-looks.ts';
import { TagList } from './tag-dot.tsx';

/** One case in a list; the whole row leads to it. */
export function CaseRow({
  of,
  select,
  children,
}: {
  of: CaseSummary;
  select?: ReactNode;
  children?: ReactNode;
}) {
  const { workspace } = usePlace();
  return (
    <li data-row className={ROW}>
      {select ? <span className="relative z-10 flex">{select}</span> : null}
      <span className="hidden w-12 shrink-0 text-ink-faint text-sm tabular-nums sm:block">#{of.number}</span>
      <SeverityMark severity={of.severity} />
      <div className="flex min-w-0 grow flex-col gap-x-3 gap-y-0.5 lg:flex-row lg:items-center">
        <Link
          to="/w/$workspaceId/cases/$caseId"
          params={{ workspaceId: workspace.id, caseId: of.id }}
          className={`min-w-0 lg:truncate ${ROW_LINK}`}
        >
          {of.title}
        </Link>
        <span className="flex min-w-0 flex-wrap items-center gap-2.5">
          {of.restricted ? (
            <Lock role="img" aria-label="Restricted" className="size-3.5 shrink-0 text-ink-faint" />
          ) : null}
          <span className="md:hidden">
            <StateBadge of={of} />
          </span>
          <TagList ids={of.tagIds} max={3} />
        </span>
        {children}
      </div>
      <span className="hidden shrink-0 md:flex">
        <StateBadge of={of} />
      </span>
      <span className="hidden w-24 shrink-0 text-right text-ink-faint text-sm lg:block">
        <Moment at={of.updatedAt} />
      </span>
      <span className="shrink-0" title={of.owner.name}>
        <Avatar name={of.owner.name} />
        <span className="sr-only">{of.owner.name}</span>
      </span>
    </li>
  );
}
