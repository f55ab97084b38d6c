import { emailDigest, identityStore } from '#server/features/identity/index.ts';
import { keepProbeMail } from '#server/features/probe-worlds/index.ts';
import {
  createTemplates,
  type Mail,
  type MailContent,
  MailError,
  type Mailer,
  type MailTemplates,
} from '#server/platform/mail/index.ts';
import { SYSTEM_SCOPE } from '#server/security/crypto/index.ts';
import type { Letter, Recipient } from '#server/security/mail-queue.ts';
import type { Services } from '#server/security/services.ts';
import { MAIL_QUEUE, sealedLetter } from './mail-queue.ts';

/** After the first dozen tries once an hour: a relay may be away over a weekend. */
const RETRIES = 80;
const CODE_MINUTES = 3;
const RESET_MINUTES = 30;
const EMAIL_CODE_MINUTES = 30;
const INVITATION_DAYS = 7;
const SESSION_CAP = 5;
const ACCESS_REVIEW_DAYS = 14;
const SECURITY = '/account/security';

/** Sends what waits in the mail queue, on this node. A failing mail is tried again, each time later. */
export async function startMailWork(services: Services, mailer: Mailer): Promise<void> {
  const templates = createTemplates(services.publicUrl);
  await services.jobs.work(MAIL_QUEUE, { retries: RETRIES, expireInSeconds: 120 }, async ({ id, sealed }) => {
    const { letter, onlyTo } = await services.keys.retrying(SYSTEM_SCOPE, (system) =>
      sealedLetter(system, String(id), String(sealed)),
    );
    if (onlyTo !== undefined && !(await isFor(services, letter.to, onlyTo))) return;
    const mail = { to: letter.to, ...render(templates, letter) };
    if (await keepProbeMail(services, mail)) return;
    await sendOnce(mailer, mail);
  });
}

// What the relay will never take is not tried again; its sentence is in the relay's own log.
async function sendOnce(mailer: Mailer, mail: Mail): Promise<void> {
  try {
    await mailer.send(mail);
  } catch (error) {
    if (!(error instanceof MailError) || error.failure === 'unavailable') throw error;
  }
}

async function isFor({ db, system }: Services, address: string, recipient: Recipient): Promise<boolean> {
  const digest = emailDigest(system(), address);
  const store = identityStore(db);
  const account = (await store.findByEmail(digest)) !== undefined;
  if (recipient === 'account') return account;
  return (account || (await store.invited(digest))) === (recipient === 'known');
}

function render(templates: MailTemplates, letter: Letter): MailContent {
  switch (letter.template) {
    case 'sign-in-code':
      return templates.signInCode({ code: letter.code, minutes: CODE_MINUTES });
    case 'factor-code':
      return templates.factorCode({ code: letter.code, minutes: CODE_MINUTES });
    case 'factor-changed':
      return templates.factorChanged({ change: letter.change, path: SECURITY });
    case 'backup-code-used':
      return templates.backupCodeUsed({ left: letter.left, path: SECURITY });
    case 'new-device':
      return templates.newDevice({ ...letter, at: new Date(letter.at), path: '/account/sessions' });
    case 'session-ended':
      return templates.sessionEnded({
        device: letter.device,
        at: new Date(letter.at),
        cap: SESSION_CAP,
        path: '/account/sessions',
      });
    case 'password-reset':
      return templates.passwordReset({ path: `/new-password#${letter.token}`, minutes: RESET_MINUTES });
    case 'email-code':
      return templates.emailCode({ code: letter.code, minutes: EMAIL_CODE_MINUTES });
    case 'account-notice':
      return templates.accountNotice({
        what: letter.what,
        at: new Date(letter.at),
        path: '/account/security',
      });
    case 'invitation': {
      const { workspace, inviter, role, token } = letter;
      return templates.invitation({
        workspace,
        inviter,
        role,
        path: `/invitation#${token}`,
        days: INVITATION_DAYS,
      });
    }
    case 'token-ending':
      return templates.tokenEnding({ ...letter, path: `/w/${letter.workspaceId}/settings?part=tokens` });
    case 'token-leaked':
      return templates.tokenLeaked({ ...letter, path: `/w/${letter.workspaceId}/settings?part=tokens` });
    case 'break-glass-used':
      return templates.breakGlassUsed({
        ...letter,
        at: new Date(letter.at),
        path: `/w/${letter.workspaceId}/audit`,
      });
    case 'log-alert':
      return templates.logAlert({
        ...letter,
        at: new Date(letter.at),
        path: `/w/${letter.workspaceId}/audit`,
      });
    case 'sso-certificate':
      return templates.ssoCertificate({ ...letter, path: `/w/${letter.workspaceId}/settings/sso` });
    case 'access-review':
      return templates.accessReview({
        path: `/w/${letter.workspaceId}/access-reviews/${letter.reviewId}`,
        days: ACCESS_REVIEW_DAYS,
      });
    case 'report-received':
      return templates.reportReceived({
        path: `/report#${letter.token}`,
        acknowledgeBy: new Date(letter.acknowledgeBy),
      });
    case 'report-waiting':
      return templates.reportWaiting({
        ...letter,
        acknowledgeBy: new Date(letter.acknowledgeBy),
        path: '/report',
      });
    case 'privacy-request':
      return templates.privacyRequest({ path: `/privacy/${letter.workspaceId}#${letter.token}` });
    case 'privacy-request-answered':
      return templates.privacyRequestAnswered();
    case 'privacy-requests-due':
      return templates.privacyRequestsDue({
        ...letter,
        path: `/w/${letter.workspaceId}/settings?part=requests`,
      });
    case 'attack-got-through':
      return templates.attackGotThrough({ incidentId: letter.incidentId, path: '/security' });
    case 'dns-review-due':
      return templates.dnsReviewDue({ days: letter.days, path: '/trust' });
    case 'report-moved':
      return templates.reportMoved({ state: letter.state, path: '/report' });
    case 'review-requested':
      return templates.reviewRequested({ ...letter, path: casePath(letter) });
    case 'mention':
      return templates.mention({ ...letter, path: casePath(letter) });
  }
}

function casePath({ workspaceId, caseId }: { workspaceId: string; caseId: string }): string {
  return `/w/${workspaceId}/cases/${caseId}`;
}
