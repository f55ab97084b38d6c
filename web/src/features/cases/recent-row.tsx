import { Link } from '@tanstack/react-router';
import type { Home } from '#contracts/home.ts';
import { usePlace, useWorkspace } from '../../app/workspace-context.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Moment } from '../../ui/moment.tsx';
import { activityWords } from './activity-words.ts';
import { ROW, ROW_LINK } from './row-looks.ts';
import { stateLabel } from './workspace-words.ts';

export function RecentRow({ entry }: { entry: Home['recent'][number] }) {
  const workspace = useWorkspace();
  const { id: workspaceId } = usePlace().workspace;
  const { activity, case: of } = entry;
  const who = activity.actor?.name ?? 'Caseward';
  return (
    <li data-row className={ROW}>
      <Avatar name={who} />
      <p className="min-w-0 grow">
        <span className="text-ink-soft">
          {who} {activityWords(activity, (state) => stateLabel(workspace, { type: of.type, state }))}
          {': '}
        </span>
        <Link to="/w/$workspaceId/cases/$caseId" params={{ workspaceId, caseId: of.id }} className={ROW_LINK}>
          {of.title}
        </Link>
      </p>
      <span className="shrink-0 text-ink-faint text-sm">
        <Moment at={activity.at} />
      </span>
    </li>
  );
}
