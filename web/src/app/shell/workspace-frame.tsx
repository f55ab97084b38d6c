import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams, useRouteContext } from '@tanstack/react-router';
import { type ReactNode, Suspense, useMemo } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { SHUT } from '../../api/query-client.ts';
import { sessionQuery } from '../../api/session.ts';
import { EnrolmentBanner } from '../../features/factors/index.ts';
import { ErrorScreen } from '../error-screen.tsx';
import { useFocusOnNavigation } from '../focus-on-navigation.ts';
import { useLiveEvents } from '../live-events.ts';
import { PendingScreen } from '../pending-screen.tsx';
import { SkipLink } from '../skip-link.tsx';
import { type Place, PlaceContext, workspaceQuery } from '../workspace-context.ts';
import { CommandKeys } from './command-keys.tsx';
import { NoWorkspace } from './no-workspace.tsx';
import { SessionBanner } from './session-banner.tsx';
import { SideBar } from './side-bar.tsx';
import { TopBar } from './top-bar.tsx';

/** Around every page of a workspace: navigation, live updates, shortcuts. */
export function WorkspaceFrame(): ReactNode {
  const { workspaceId } = useParams({ from: '/signed-in/w/$workspaceId' });
  const { session: atEntry } = useRouteContext({ from: '/signed-in/w/$workspaceId' });
  // What one may do here can change while the page stands open.
  const session = useQuery(sessionQuery).data ?? atEntry;
  const workspace = session.workspaces.find((one) => one.id === workspaceId);
  const place = useMemo(() => (workspace ? { session, workspace } : undefined), [session, workspace]);
  return place ? <Frame place={place} /> : <NoWorkspace workspaceId={workspaceId} />;
}

function Frame({ place }: { place: Place }) {
  useLiveEvents(place.workspace.id);
  useFocusOnNavigation();
  return (
    <PlaceContext value={place}>
      <SkipLink />
      <div className="grid min-h-dvh grid-rows-[auto_1fr] md:grid-cols-[15rem_minmax(0,1fr)] md:grid-rows-1">
        <SideBar />
        <TopBar />
        <main id="main" tabIndex={-1} className="min-w-0">
          <SessionBanner />
          <EnrolmentBanner />
          <Inside workspaceId={place.workspace.id} />
        </main>
      </div>
      <CommandKeys />
    </PlaceContext>
  );
}

/** The page; where the workspace lets this session in nowhere, one screen says so instead of each part of it. */
function Inside({ workspaceId }: { workspaceId: string }) {
  const { error } = useQuery(workspaceQuery(workspaceId));
  if (error instanceof ApiError && error.code === 'not_found')
    return <NoWorkspace workspaceId={workspaceId} />;
  if (error instanceof ApiError && SHUT.has(error.code)) return <ErrorScreen error={error} />;
  return (
    <Suspense fallback={<PendingScreen />}>
      <Outlet />
    </Suspense>
  );
}
