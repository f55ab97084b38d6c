import { Link } from '@tanstack/react-router';
import Gavel from 'lucide-react/icons/gavel';
import Lock from 'lucide-react/icons/lock';
import PenLine from 'lucide-react/icons/pen-line';
import type { Case } from '#contracts/cases.ts';
import { usePlace, useWorkspace } from '../../app/workspace-context.ts';
import { Person } from '../../ui/avatar.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Moment } from '../../ui/moment.tsx';
import { mayOpenRound } from '../reviews/index.ts';
import { SeverityMark, StateBadge } from './case-looks.tsx';
import { CaseMore } from './case-more.tsx';
import { CaseSteps } from './case-steps.tsx';
import { TagList } from './tag-dot.tsx';

type CaseHeaderProps = { of: Case; editing: boolean; onEdit: (() => void) | undefined; onReview: () => void };

export function CaseHeader({ of, editing, onEdit, onReview }: CaseHeaderProps) {
  const { workspace } = usePlace();
  const { reviewRule } = useWorkspace();
  return (
    <header className="mb-6 space-y-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p className="grow text-ink-faint">
          <Link
            to="/w/$workspaceId/cases"
            params={{ workspaceId: workspace.id }}
            className="inline-flex min-h-6 items-center rounded-sm hover:text-ink"
          >
            {workspace.labels.cases}
          </Link>
          <span aria-hidden> / </span>
          <span className="tabular-nums">#{of.number}</span>
        </p>
        <div className="flex flex-wrap items-center gap-2">
          {onEdit && !editing ? (
            <Button icon={<PenLine aria-hidden className="size-4" />} onClick={onEdit}>
              Edit
            </Button>
          ) : null}
          {editing ? null : <CaseSteps of={of} />}
          {mayOpenRound(of, reviewRule) && !editing ? (
            <Button look="primary" onClick={onReview}>
              Ask for a review
            </Button>
          ) : null}
          <CaseMore of={of} />
        </div>
      </div>
      <h1 tabIndex={-1} className="text-pretty font-semibold text-2xl tracking-tight">
        {of.title}
      </h1>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 text-sm">
        <StateBadge of={of} />
        {of.restricted ? <Badge icon={<Lock aria-hidden className="size-3" />}>Restricted</Badge> : null}
        {of.legalHold ? <Badge icon={<Gavel aria-hidden className="size-3" />}>Legal hold</Badge> : null}
        {of.severity ? <SeverityMark severity={of.severity} word /> : null}
        <Person name={of.owner.name} />
        <TagList ids={of.tagIds} />
        <span className="text-ink-faint">
          Changed <Moment at={of.updatedAt} />
        </span>
      </div>
    </header>
  );
}
