import { createRootRoute, createRoute, notFound, redirect } from '@tanstack/react-router';
import type { SessionStage } from '#contracts/identity.ts';
import { sessionQuery } from '../api/session.ts';
import { type Side, sideOf } from '../features/cases/sides.ts';
import { LandingScreen } from '../features/trust/landing.screen.tsx';
import { type SettingsPart, settingsPartOf } from '../features/workspaces/settings-parts.ts';
import { NotFoundScreen } from './error-screen.tsx';
import { lazyScreen } from './lazy-screen.ts';
import { queryClient } from './query.ts';
import { isId, safePath } from './safe-path.ts';
import { screenFor } from './screen-for.tsx';
import { unfinishedAt } from './unfinished.ts';

const rootRoute = createRootRoute({ notFoundComponent: NotFoundScreen });

/** An address that names no record is the page of what is not there, not a complaint about its form. */
function onlyId(text: string): void {
  if (!isId(text)) throw notFound();
}

const landingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  beforeLoad: async () => {
    const session = await queryClient.ensureQueryData(sessionQuery).catch(() => null);
    const first = session?.workspaces[0] ?? session?.suspended[0];
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
  validateSearch: (search): { return?: string; ended?: 1 } => ({
    ...returnPath(search),
    ...(search.ended === 1 && { ended: 1 }),
  }),
  beforeLoad: async ({ search }) => {
    const session = await queryClient.ensureQueryData(sessionQuery).catch(() => null);
    const step = session && unfinishedAt(session);
    if (step) throw redirect({ to: step, search: returnPath(search), replace: true });
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
  beforeLoad: ({ params }) => onlyId(params.connectionId),
  component: lazyScreen(async () => (await import('../features/sso/signed-out.screen.tsx')).SignedOutScreen),
});

const setUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup',
  component: lazyScreen(async () => (await import('../features/workspaces/set-up.screen.tsx')).SetUpScreen),
});

const recoveryKitRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/setup/recovery-kit',
  component: lazyScreen(
    async () => (await import('../features/backups/recovery-kit.screen.tsx')).RecoveryKitScreen,
  ),
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

const trustRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/trust',
  component: lazyScreen(async () => (await import('../features/trust/trust.screen.tsx')).TrustScreen),
});

const policiesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/trust/policies',
  component: lazyScreen(async () => (await import('../features/trust/policies.screen.tsx')).PoliciesScreen),
});

const asvsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/trust/asvs',
  component: lazyScreen(async () => (await import('../features/trust/asvs.screen.tsx')).AsvsScreen),
});

const soc2Route = createRoute({
  getParentRoute: () => rootRoute,
  path: '/trust/soc2',
  component: lazyScreen(async () => (await import('../features/trust/soc2.screen.tsx')).Soc2Screen),
});

const subProcessorsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/trust/sub-processors',
  component: lazyScreen(
    async () => (await import('../features/trust/sub-processors.screen.tsx')).SubProcessorsScreen,
  ),
});

const agreementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/trust/agreement',
  component: lazyScreen(
    async () => (await import('../features/agreement/agreement.screen.tsx')).AgreementScreen,
  ),
});

const statusRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/status',
  component: lazyScreen(async () => (await import('../features/trust/status.screen.tsx')).StatusScreen),
});

const reportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/report',
  component: lazyScreen(
    async () => (await import('../features/vulnerability-reports/report.screen.tsx')).ReportScreen,
  ),
});

const privacyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/privacy/$workspaceId',
  beforeLoad: ({ params }) => onlyId(params.workspaceId),
  component: lazyScreen(
    async () => (await import('../features/privacy-requests/privacy.screen.tsx')).PrivacyScreen,
  ),
});

const certificateRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/erasure/$id',
  beforeLoad: ({ params }) => onlyId(params.id),
  component: lazyScreen(
    async () => (await import('../features/erasure/certificate.screen.tsx')).CertificateScreen,
  ),
});

const pricingRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/pricing',
  component: lazyScreen(async () => (await import('../features/trust/pricing.screen.tsx')).PricingScreen),
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

const yourDataRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/account/data',
  component: lazyScreen(
    async () => (await import('../features/erasure/your-data.screen.tsx')).YourDataScreen,
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
  component: screenFor(
    'case.create',
    async () => (await import('../features/cases/new-case.screen.tsx')).NewCaseScreen,
  ),
});

const importsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/import',
  component: screenFor(
    'case.import',
    async () => (await import('../features/case-imports/imports.screen.tsx')).ImportsScreen,
  ),
});

const importRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/import/$importId',
  beforeLoad: ({ params }) => onlyId(params.importId),
  component: screenFor(
    'case.import',
    async () => (await import('../features/case-imports/import.screen.tsx')).ImportScreen,
  ),
});

const caseRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/cases/$caseId',
  validateSearch: (search): { edit?: true; side?: Side } => {
    const side = sideOf(search.side);
    return { ...(search.edit === true && { edit: true }), ...(side && { side }) };
  },
  beforeLoad: ({ params }) => onlyId(params.caseId),
  component: lazyScreen(async () => (await import('../features/cases/case.screen.tsx')).CaseScreen),
});

const contactsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/contacts',
  component: lazyScreen(
    async () => (await import('../features/contacts/contacts.screen.tsx')).ContactsScreen,
  ),
});

const contactRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/contacts/$contactId',
  beforeLoad: ({ params }) => onlyId(params.contactId),
  component: lazyScreen(async () => (await import('../features/contacts/contact.screen.tsx')).ContactScreen),
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
  component: screenFor(
    'member.manage',
    async () => (await import('../features/access-reviews/reviews.screen.tsx')).AccessReviewsScreen,
  ),
});

const accessReviewRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/access-reviews/$reviewId',
  beforeLoad: ({ params }) => onlyId(params.reviewId),
  component: screenFor(
    'member.manage',
    async () => (await import('../features/access-reviews/review.screen.tsx')).AccessReviewScreen,
  ),
});

const auditRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/audit',
  component: screenFor(
    'audit.read',
    async () => (await import('../features/audit/audit.screen.tsx')).AuditScreen,
  ),
});

function partOf(search: Record<string, unknown>): { part?: SettingsPart } {
  const part = settingsPartOf(search.part);
  return part ? { part } : {};
}

const settingsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/settings',
  validateSearch: partOf,
  component: lazyScreen(
    async () => (await import('../features/workspaces/settings.screen.tsx')).SettingsScreen,
  ),
});

const ssoSettingsRoute = createRoute({
  getParentRoute: () => workspaceRoute,
  path: '/settings/sso',
  // The part of the settings one came from, to go back to.
  validateSearch: partOf,
  component: screenFor(
    'workspace.secure',
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
  recoveryKitRoute,
  invitationRoute,
  securityRoute,
  trustRoute,
  policiesRoute,
  asvsRoute,
  soc2Route,
  subProcessorsRoute,
  agreementRoute,
  statusRoute,
  reportRoute,
  pricingRoute,
  certificateRoute,
  privacyRoute,
  signedInRoute.addChildren([
    accountSecurityRoute,
    sessionsRoute,
    yourDataRoute,
    newWorkspaceRoute,
    workspaceRoute.addChildren([
      homeRoute,
      caseListRoute,
      newCaseRoute,
      importsRoute,
      importRoute,
      caseRoute,
      contactsRoute,
      contactRoute,
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
