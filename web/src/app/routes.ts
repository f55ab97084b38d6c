import { createRootRoute, createRoute, redirect } from '@tanstack/react-router';
import type { SessionStage } from '#contracts/identity.ts';
import { sessionQuery } from '../api/session.ts';
import { type Side, sideOf } from '../features/cases/sides.ts';
import { LandingScreen } from '../features/trust/landing.screen.tsx';
import { NotFoundScreen } from './error-screen.tsx';
import { lazyScreen } from './lazy-screen.ts';
import { queryClient } from './query.ts';
import { isId, safePath } from './safe-path.ts';
import { unfinishedAt } from './unfinished.ts';

const rootRoute = createRootRoute({ notFoundComponent: NotFoundScreen });

const landingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery).catch(() => null);
    const first = session?.workspaces[0];
    if (first) throw redirect({ to: '/w/$workspaceId', params: { workspaceId: first.id }, replace: true });
    if (session) throw redirect({ to: '/account/sessions', replace: true });
  },
  component: LandingScreen,
});

function returnPath(search: Record<string, unknown>): { return?: string } {
  const back = safePath(search.return, '');
  return back === '' ? {} : { return: back };
}

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: returnPath,
  beforeLoad: async ({ search }) => {
    const session = await queryClient.ensureQueryData(sessionQuery).catch(() => null);
    const step = session && unfinishedAt(session);
    if (step) throw redirect({ to: step, search, replace: true });
  },
  component: lazyScreen(async () => (await import('../features/identity/sign-in.screen.tsx')).SignInScreen),
});

const secondFactorRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/second-factor',
  validateSearch: returnPath,
  beforeLoad: ({ search }) => onlyWaitingFor('second_factor', search),
  component: lazyScreen(
    async () => (await import('../features/factors/second-factor.screen.tsx')).SecondFactorScreen,
  ),
});

const replacePasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/new-password',
  validateSearch: returnPath,
  beforeLoad: ({ search }) => onlyWaitingFor('change_password', search),
  component: lazyScreen(
    async () => (await import('../features/passwords/replace-password.screen.tsx')).ReplacePasswordScreen,
  ),
});

async function onlyWaitingFor(stage: SessionStage, search: { return?: string }): Promise<void> {
  const session = await queryClient.ensureQueryData(sessionQuery);
  if (session === null) throw redirect({ to: '/sign-in', search, replace: true });
  if (session.stage !== stage) throw redirect({ to: '/', replace: true });
}

const forgotPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot-password',
  component: lazyScreen(
    async () => (await import('../features/passwords/forgot-password.screen.tsx')).ForgotPasswordScreen,
  ),
});

const newPasswordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/new-password',
  component: lazyScreen(
    async () => (await import('../features/passwords/new-password.screen.tsx')).NewPasswordScreen,
  ),
});

const arrivalRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in/sso',
  validateSearch: ({ reference }): { reference?: string } =>
    typeof reference === 'string' && /^[\w-]{1,80}$/.test(reference) ? { reference } : {},
  component: lazyScreen(async () => (await import('../features/sso/arrival.screen.tsx')).ArrivalScreen),
});

const signedOutRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-out/sso/$connectionId',
  component: lazyScreen(async () => (await import('../features/sso/signed-out.screen.tsx')).SignedOutScreen),
});

const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyScreen(async () => (await import('../features/workspaces/set-up.screen.tsx')).SetUpScreen),
});

const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  component: lazyScreen(
    async () => (await import('../features/members/invitation.screen.tsx')).InvitationScreen,
  ),
});

const securityRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/security',
  component: lazyScreen(async () => (await import('../features/trust/security.screen.tsx')).SecurityScreen),
});

const statusRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/status',
  component: lazyScreen(async () => (await import('../features/trust/status.screen.tsx')).StatusScreen),
});

/** Everything below needs somebody; whoever is not signed in comes back here afterwards. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery);
    const step = session === null ? '/sign-in' : unfinishedAt(session);
    if (session === null || step !== undefined)
      throw redirect({ to: step ?? '/sign-in', search: { return: safePath(location.href) }, replace: true });
    return { session };
  },
});

const accountSecurityRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/account/security',
  component: lazyScreen(
    async () => (await import('../features/factors/security.screen.tsx')).AccountSecurityScreen,
  ),
});

const sessionsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/account/sessions',
  component: lazyScreen(
    async () => (await import('../features/identity/sessions.screen.tsx')).SessionsScreen,
  ),
});

const newWorkspaceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/account/new-workspace',
  component: lazyScreen(
    async () => (await import('../features/workspaces/new-workspace.screen.tsx')).NewWorkspaceScreen,
  ),
});

const workspaceRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/w/$workspaceId',
  component: lazyScreen(async () => (await import('./shell/workspace-frame.tsx')).WorkspaceFrame),
});

const homeRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/',
  component: lazyScreen(async () => (await import('../features/cases/home.screen.tsx')).HomeScreen),
});

const caseListRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/cases',
  component: lazyScreen(async () => (await import('../features/cases/case-list.screen.tsx')).CaseListScreen),
});

const newCaseRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/cases/new',
  validateSearch: (search): { draft?: string } => (isId(search.draft) ? { draft: search.draft } : {}),
  component: lazyScreen(async () => (await import('../features/cases/new-case.screen.tsx')).NewCaseScreen),
});

const caseRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/cases/$caseId',
  validateSearch: (search): { edit?: true; side?: Side } => {
    const side = sideOf(search.side);
    return { ...(search.edit === true && { edit: true }), ...(side && { side }) };
  },
  component: lazyScreen(async () => (await import('../features/cases/case.screen.tsx')).CaseScreen),
});

const searchRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/search',
  component: lazyScreen(async () => (await import('../features/search/search.screen.tsx')).SearchScreen),
});

const membersRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/members',
  component: lazyScreen(async () => (await import('../features/members/members.screen.tsx')).MembersScreen),
});

const accessReviewsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/access-reviews',
  component: lazyScreen(
    async () => (await import('../features/access-reviews/reviews.screen.tsx')).AccessReviewsScreen,
  ),
});

const accessReviewRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/access-reviews/$reviewId',
  component: lazyScreen(
    async () => (await import('../features/access-reviews/review.screen.tsx')).AccessReviewScreen,
  ),
});

const auditRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/audit',
  component: lazyScreen(async () => (await import('../features/audit/audit.screen.tsx')).AuditScreen),
});

const settingsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/settings',
  component: lazyScreen(
    async () => (await import('../features/workspaces/settings.screen.tsx')).SettingsScreen,
  ),
});

const ssoSettingsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/settings/sso',
  component: lazyScreen(
    async () => (await import('../features/sso/sso-settings.screen.tsx')).SsoSettingsScreen,
  ),
});

export const routeTree = rootRoute.addChildren([
  landingRoute,
  signInRoute,
  secondFactorRoute,
  replacePasswordRoute,
  forgotPasswordRoute,
  newPasswordRoute,
  arrivalRoute,
  signedOutRoute,
  setUpRoute,
  invitationRoute,
  securityRoute,
  statusRoute,
  signedInRoute.addChildren([
    accountSecurityRoute,
    sessionsRoute,
    newWorkspaceRoute,
    workspaceRoute.addChildren([
      homeRoute,
      caseListRoute,
      newCaseRoute,
      caseRoute,
      searchRoute,
      membersRoute,
      accessReviewsRoute,
      accessReviewRoute,
      auditRoute,
      settingsRoute,
      ssoSettingsRoute,
    ]),
  ]),
]);
