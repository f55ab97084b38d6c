import { Link } from '@tanstack/react-router';
import type { Home } from '#contracts/home.ts';
import { usePlace, useWorkspace } from '../../app/workspace-context.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Moment } from '../../ui/moment.tsx';
import { activityWords } from './activity-words.ts';
import { stateLabel } from './workspace-words.ts';

export function RecentRow({ entry }: { entry: Home['recent'][number] }) {
  const workspace = useWorkspace();
  const { id: workspaceId } = usePlace().workspace;
  const { activity, case: of } = entry;
  const who = activity.actor?.name ?? 'Caseward';
  return (
    <li data-row className="relative flex min-h-12 items-center gap-3 px-4 py-2 hover:bg-hover">
      <Avatar name={who} />
      <p className="min-w-0 grow">
        <span className="text-ink-soft">
          {who} {activityWords(activity, (state) => stateLabel(workspace, { type: of.type, state }))}
        </span>{' '}
        <Link
          to="/w/$workspaceId/cases/$caseId"
          params={{ workspaceId, caseId: of.id }}
          className="font-medium after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent-ink"
        >
          {of.title}
        </Link>
      </p>
      <span className="shrink-0 text-ink-faint text-sm">
        <Moment at={activity.at} />
      </span>
    </li>
  );
}
