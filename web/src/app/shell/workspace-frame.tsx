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
  const { error } = useQuery(workspaceQuery(place.workspace.id));
  const closed = closedBy(error);
  return (
    <PlaceContext value={place}>
      <SkipLink />
      <div className="grid min-h-dvh grid-rows-[auto_1fr] md:grid-cols-[15rem_minmax(0,1fr)] md:grid-rows-1">
        <SideBar closed={closed !== undefined} />
        <TopBar closed={closed !== undefined} />
        <main id="main" tabIndex={-1} className="min-w-0">
          <SessionBanner />
          <EnrolmentBanner />
          {closed ? <Closed by={closed} workspaceId={place.workspace.id} /> : <Inside />}
        </main>
      </div>
      {closed ? null : <CommandKeys />}
    </PlaceContext>
  );
}

/** What shuts the whole workspace to this session, whatever it asks for. */
function closedBy(error: Error | null): ApiError | undefined {
  if (!(error instanceof ApiError)) return undefined;
  return error.code === 'not_found' || SHUT.has(error.code) ? error : undefined;
}

/** Where the workspace lets this session in nowhere, one screen says so instead of each part of the page. */
function Closed({ by, workspaceId }: { by: ApiError; workspaceId: string }) {
  return by.code === 'not_found' ? <NoWorkspace workspaceId={workspaceId} /> : <ErrorScreen error={by} />;
}

function Inside() {
  return (
    <Suspense fallback={<PendingScreen />}>
      <Outlet />
    </Suspense>
  );
}
