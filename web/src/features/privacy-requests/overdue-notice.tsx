import { Link } from '@tanstack/react-router';
import { usePlace } from '../../app/workspace-context.ts';
import { Notice } from '../../ui/state.tsx';

/** For who answers them: requests about personal data are past the deadline of their law. */
export function OverdueNotice({ count }: { count: number }) {
  const { workspace } = usePlace();
  if (count === 0) return null;
  return (
    <div className="mb-5">
      <Notice tone="warn">
        <span className="font-medium">
          {count === 1
            ? 'A request about personal data is overdue.'
            : `${count} requests about personal data are overdue.`}
        </span>{' '}
        <Link
          to="/w/$workspaceId/settings"
          params={{ workspaceId: workspace.id }}
          search={{ part: 'requests' }}
          className="underline"
        >
          Answer under Settings, Requests
        </Link>
      </Notice>
    </div>
  );
}
