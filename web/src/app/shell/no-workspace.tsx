import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { SessionSuspension } from '#contracts/identity.ts';
import { sessionQuery } from '../../api/session.ts';
import { buttonClass } from '../../ui/button.tsx';
import { useDocumentTitle } from '../../ui/page.tsx';
import { NotFoundScreen } from '../error-screen.tsx';
import { PendingScreen } from '../pending-screen.tsx';

/** In place of a workspace that does not open: whoever is suspended there reads it, everybody else that there is nothing. */
export function NoWorkspace({ workspaceId }: { workspaceId: string }) {
  // A suspension may be younger than what was known when the page was opened.
  const { data: session, isFetching } = useQuery({ ...sessionQuery, staleTime: 0 });
  const suspension = session?.suspended.find(({ id }) => id === workspaceId);
  if (suspension) return <SuspendedScreen suspension={suspension} />;
  return isFetching ? <PendingScreen /> : <NotFoundScreen />;
}

function SuspendedScreen({ suspension: { name, by } }: { suspension: SessionSuspension }) {
  useDocumentTitle('Suspended');
  return (
    <div className="mx-auto max-w-md px-6 py-24 text-center">
      <h1 className="break-words font-semibold text-xl">Your membership of {name} is suspended</h1>
      <p className="mt-2 text-ink-soft">
        {by === 'directory'
          ? 'The directory of your organisation has suspended it. Ask whoever looks after accounts there, or an owner or admin of the workspace.'
          : 'Ask one of its owners or admins: they can end the suspension. What you have made there is kept.'}
      </p>
      <Link to="/account/sessions" className={`${buttonClass('plain')} mt-6`}>
        Your account
      </Link>
    </div>
  );
}
