import { layOut, plainName } from './layout.ts';
import type { MailContent } from './mail.ts';

const FACTOR_CHANGES = {
  'totp-on':
    'An authenticator app was set up for your account. It is asked for at every sign-in from now on.',
  'totp-off': 'The authenticator app of your account was switched off.',
  'backup-codes-made': 'A new set of backup codes was made for your account. The set before is void.',
} as const;

const REPORT_STATES = {
  acknowledged: 'The vulnerability you reported was read by a person, who is looking into it.',
  confirmed: 'The vulnerability you reported was seen here too, and is being mended.',
  mended: 'The vulnerability you reported is mended. Thank you.',
  declined: 'What you reported was looked into, and will not be changed.',
} as const;

const FEW_CODES = 3;

/** Every mail the product writes. None holds a title, a text or a file name of a case: mail is read by many. */
export interface MailTemplates {
  /** `code` without separators; `minutes` it stays valid. */
  signInCode(facts: { code: string; minutes: number }): MailContent;
  /** `path` opens the form for a new password, its token after `#`. */
  passwordReset(facts: { path: string; minutes: number }): MailContent;
  /** Proves an address about to take the place of another. */
  emailCode(facts: { code: string; minutes: number }): MailContent;
  /** What was done to the ways into an account, to whoever had it before. */
  accountNotice(facts: { what: keyof typeof NOTICES; at: Date; path: string }): MailContent;
  /** `path` opens the invitation; it may hold the token after `#`, which no server log ever sees. */
  invitation(facts: {
    workspace: string;
    inviter: string;
    role: string;
    path: string;
    days: number;
  }): MailContent;
  sessionEnded(facts: { device: string; at: Date; cap: number; path: string }): MailContent;
  reviewRequested(facts: { requester: string; caseNumber: number; path: string }): MailContent;
  mention(facts: { author: string; caseNumber: number; path: string }): MailContent;
  /** `code` without separators; `minutes` it stays valid. */
  factorCode(facts: { code: string; minutes: number }): MailContent;
  factorChanged(facts: { change: keyof typeof FACTOR_CHANGES; path: string }): MailContent;
  backupCodeUsed(facts: { left: number; path: string }): MailContent;
  newDevice(facts: { device: string; place: string; at: Date; path: string }): MailContent;
  tokenEnding(facts: { name: string; days: number; path: string }): MailContent;
  tokenLeaked(facts: { name: string; path: string }): MailContent;
  /** An owner got past single sign-on; goes to every owner. */
  breakGlassUsed(facts: { workspace: string; owner: string; at: Date; path: string }): MailContent;
  /** `name` is what those who administer call the alert; `count` how often it happened within its window at the least. */
  logAlert(facts: { name: string; count: number; at: Date; path: string }): MailContent;
  ssoCertificate(facts: { workspace: string; provider: string; days: number; path: string }): MailContent;
  /** `days` there are for it. */
  accessReview(facts: { path: string; days: number }): MailContent;
  /** To the reporter of a vulnerability; `path` follows the report, its token after `#`. */
  reportReceived(facts: { path: string; acknowledgeBy: Date }): MailContent;
  /** To whoever runs this: how many reports wait, how many for too long. */
  reportWaiting(facts: { waiting: number; overdue: number; acknowledgeBy: Date; path: string }): MailContent;
  /** To whoever asks about their own data; `path` proves the address, its token after `#`. */
  privacyRequest(facts: { path: string }): MailContent;
  privacyRequestAnswered(): MailContent;
  /** To those who administer: how many requests are due within a week, how many are overdue. */
  privacyRequestsDue(facts: { due: number; overdue: number; path: string }): MailContent;
  /** To whoever runs this: the standing attacker reached what it should not. */
  attackGotThrough(facts: { incidentId: string; path: string }): MailContent;
  /** To whoever runs this; `days` since the last review, null before the first. */
  dnsReviewDue(facts: { days: number | null; path: string }): MailContent;
  reportMoved(facts: { state: keyof typeof REPORT_STATES; path: string }): MailContent;
  setUpDone(facts: { workspace: string; path: string; days: number }): MailContent;
}

const NOTICES = {
  'password-set': {
    subject: 'Your password was changed',
    line: 'Your account has a new password. Every other session of yours has ended.',
  },
  'password-removed': {
    subject: 'Your password was removed',
    line: 'Your account has no password any more. Every other session of yours has ended.',
  },
  'password-reset': {
    subject: 'Your password was changed',
    line: 'A new password was chosen by a link sent to this address. Every session of yours has ended.',
  },
  'email-changed': {
    subject: 'Your address was changed',
    line: 'Your account has another e-mail address now; this one signs in no longer. Every other session has ended.',
  },
  'passkey-added': { subject: 'A passkey was added', line: 'Your account can be opened with a new passkey.' },
  'passkey-removed': {
    subject: 'A passkey was removed',
    line: 'A passkey of your account opens it no longer.',
  },
  'passkey-copied': {
    subject: 'A passkey of yours may have been copied',
    line: 'Somebody used a passkey of your account that counts fewer uses than it had, as a copy does. It was refused. Remove that passkey under Security, unless you know why.',
  },
  'factors-reset': {
    subject: 'Your second factors were removed',
    line: 'Whoever runs this installation removed your authenticator app, backup codes and passkeys, and ended every session of yours. Sign in by a code sent to this address, and set up a new one under Security.',
  },
  'account-shut': {
    subject: 'Your account was shut',
    line: 'Whoever runs this installation shut your account: every session of yours has ended, and nobody signs in to it until it is opened again. Ask them why.',
  },
  'account-opened': {
    subject: 'Your account is open again',
    line: 'Whoever runs this installation opened your account again. Sign in anew, and look at what can open it.',
  },
} as const;

function whatToDo(what: keyof typeof NOTICES): string {
  switch (what) {
    case 'email-changed':
      return 'If this was not you, tell who runs this Caseward at once: you cannot take it back from here.';
    case 'account-shut':
      return 'What is yours in your workspaces stays as it is.';
    case 'account-opened':
      return 'If you did not know that it was shut, ask who runs this Caseward.';
    default:
      return 'If this was not you, choose a new password at once, end all sessions, and tell who runs this Caseward.';
  }
}

/** `publicUrl` is the configured origin: every link begins with it, whatever a request said. */
export function createTemplates(publicUrl: string): MailTemplates {
  const link = (label: string, path: string) => ({ label, url: linkTo(publicUrl, path) });
  return {
    signInCode: ({ code, minutes }) =>
      layOut({
        subject: 'Your sign-in code',
        lines: [`Type this code to sign in. It works once, for ${minutes} minutes.`],
        code: inGroups(code),
        closing: ['Nobody from Caseward will ask you for it. If you did not ask for it, do nothing.'],
      }),
    passwordReset: ({ path, minutes }) =>
      layOut({
        subject: 'Choose a new password',
        lines: [`Open this link to choose a new password. It works once, for ${minutes} minutes.`],
        link: link('Choose a new password', path),
        closing: [
          'Whoever is signed in as you is signed out by it.',
          'If you did not ask for it, do nothing: nothing has been changed.',
        ],
      }),
    emailCode: ({ code, minutes }) =>
      layOut({
        subject: 'Your code for a new address',
        lines: [
          `Type this code where you asked for it: this becomes the address you sign in with.`,
          `It works once, for ${minutes} minutes.`,
        ],
        code: inGroups(code),
        closing: ['If you did not ask for it, do nothing.'],
      }),
    accountNotice: ({ what, at, path }) =>
      layOut({
        subject: NOTICES[what].subject,
        lines: [`${NOTICES[what].line} This was on ${moment(at)}.`],
        // Whoever reads this at the old address, or of a shut account, cannot sign in by it.
        ...(what !== 'email-changed' &&
          what !== 'account-shut' && { link: link('Look at your security settings', path) }),
        closing: [whatToDo(what)],
      }),
    invitation: ({ workspace, inviter, role, path, days }) =>
      layOut({
        subject: `Invitation to ${plainName(workspace)}`,
        lines: [`${plainName(inviter)} invites you to ${plainName(workspace)} as ${plainName(role)}.`],
        link: link('Open the invitation', path),
        closing: [`It is for this address only and ends after ${days} days.`],
      }),
    sessionEnded: ({ device, at, cap, path }) =>
      layOut({
        subject: 'A session of yours was ended',
        lines: [
          `You signed in on a new device. At most ${cap} sessions stay open, so the least recently used one ended:`,
          `${plainName(device)}, last used ${moment(at)}.`,
        ],
        link: link('See your sessions', path),
        closing: ['If this was not you, end all sessions there.'],
      }),
    reviewRequested: ({ requester, caseNumber, path }) =>
      layOut({
        subject: `Case #${caseNumber} waits for your review`,
        lines: [`${plainName(requester)} asks you to review case #${caseNumber}.`],
        link: link('Open the case', path),
      }),
    mention: ({ author, caseNumber, path }) =>
      layOut({
        subject: `You were mentioned in case #${caseNumber}`,
        lines: [`${plainName(author)} mentioned you in a comment on case #${caseNumber}.`],
        link: link('Open the case', path),
      }),
    factorCode: ({ code, minutes }) =>
      layOut({
        subject: 'Your confirmation code',
        lines: [`Type this code to confirm that it is you. It works once, for ${minutes} minutes.`],
        code: inGroups(code),
        closing: ['If you are not signing in at the moment, somebody else is: change your password.'],
      }),
    factorChanged: ({ change, path }) =>
      layOut({
        subject: 'Your second factor was changed',
        lines: [FACTOR_CHANGES[change]],
        link: link('See how you sign in', path),
        closing: ['If this was not you, sign out everywhere there and tell an admin.'],
      }),
    backupCodeUsed: ({ left, path }) =>
      layOut({
        subject: 'A backup code was used',
        lines: [
          `A backup code of yours was just used. ${left === 1 ? 'One is' : `${left} are`} left.`,
          ...(left <= FEW_CODES ? ['Make a new set before they run out.'] : []),
        ],
        link: link('See how you sign in', path),
        closing: ['If this was not you, sign out everywhere there and tell an admin.'],
      }),
    newDevice: ({ device, place, at, path }) =>
      layOut({
        subject: 'A sign-in from a new device or network',
        lines: [
          'Somebody signed in to your account from where you were not signed in before:',
          `${plainName(device)}, network ${plainName(place)}, ${moment(at)}.`,
        ],
        link: link('See your sessions', path),
        closing: ['If this was you, there is nothing to do. If not, end all sessions there.'],
      }),
    tokenEnding: ({ name, days, path }) =>
      layOut({
        subject: `An API token ends within ${days === 1 ? 'a day' : `${days} days`}`,
        lines: [
          `${plainName(name)} ends within ${days === 1 ? 'a day' : `${days} days`}. Make another and put it in its place.`,
        ],
        link: link('Open the settings', path),
      }),
    tokenLeaked: ({ name, path }) =>
      layOut({
        subject: 'An API token was found in the open',
        lines: [
          `Someone sent us the token ${plainName(name)}, which they had found. It was revoked at once.`,
          'Look in the audit log for what it did, and make another.',
        ],
        link: link('Open the settings', path),
      }),
    breakGlassUsed: ({ workspace, owner, at, path }) =>
      layOut({
        subject: `Single sign-on of ${plainName(workspace)} was bypassed`,
        lines: [
          `${plainName(owner)} came into ${plainName(workspace)} past its identity provider, as an owner named for emergencies, at ${moment(at)}.`,
        ],
        link: link('Open the audit log', path),
        closing: ['If nobody knows why, end the sessions of this owner and switch the emergency door off.'],
      }),
    logAlert: ({ name, count, at, path }) =>
      layOut({
        subject: `Alert: ${plainName(name)}`,
        lines: [
          count === 1
            ? `What the alert ${plainName(name)} watches for happened at ${moment(at)}.`
            : `What the alert ${plainName(name)} watches for happened at least ${count} times, the last time at ${moment(at)}.`,
          'Who did it, and from where, is in the audit log.',
        ],
        link: link('Open the audit log', path),
      }),
    ssoCertificate: ({ workspace, provider, days, path }) =>
      layOut({
        subject: `A certificate of ${plainName(provider)} ends ${daysAway(days)}`,
        lines: [
          `The newest certificate that Caseward knows of ${plainName(provider)}, which signs the members of ${plainName(workspace)} in, ends ${daysAway(days)}.`,
          'Providers change to another one then, and sign-in stops if its metadata are not renewed here before.',
        ],
        link: link('Open the settings', path),
      }),
    accessReview: ({ path, days }) =>
      layOut({
        subject: 'An access review waits for you',
        lines: [
          'It is time to look at who is in your workspace, as what, and whether they still should be.',
          `There are ${days} days for it.`,
        ],
        link: link('Open the review', path),
      }),
    privacyRequest: ({ path }) =>
      layOut({
        subject: 'Confirm your request about your data',
        lines: [
          'Somebody, you we think, asked about personal data and gave this address. The request was received.',
          'Open the page and confirm that it is you. If it was not you, do nothing.',
        ],
        link: link('Confirm and follow the request', path),
        closing: ['Keep this link to yourself: the answer is read by it.'],
      }),
    privacyRequestAnswered: () =>
      layOut({
        subject: 'Your request about your data was answered',
        lines: ['Open the link of the first letter about it to read the answer.'],
      }),
    privacyRequestsDue: ({ due, overdue, path }) =>
      layOut({
        subject: 'Requests about personal data are due',
        lines: [
          `${due} ${due === 1 ? 'request is' : 'requests are'} due within a week or before.`,
          overdue === 0 ? 'None is overdue.' : `${overdue} of them ${overdue === 1 ? 'is' : 'are'} overdue.`,
        ],
        link: link('Open the requests', path),
      }),
    reportReceived: ({ path, acknowledgeBy }) =>
      layOut({
        subject: 'Your report has arrived',
        lines: [
          'Thank you for reporting a vulnerability. It is sealed, and whoever runs this Caseward was told.',
          `A person acknowledges it by ${moment(acknowledgeBy)} at the latest.`,
        ],
        link: link('See what became of it', path),
        closing: ['Keep this link to yourself: it is the only way to follow the report.'],
      }),
    reportWaiting: ({ waiting, overdue, acknowledgeBy, path }) =>
      layOut({
        subject: overdue > 0 ? 'A vulnerability report is overdue' : 'A vulnerability was reported',
        lines: [
          overdue > 0
            ? `${waiting} ${waiting === 1 ? 'report waits' : 'reports wait'}, ${overdue} for longer than the business day that was promised.`
            : `It has to be acknowledged by ${moment(acknowledgeBy)}.`,
          'Read and answer it on the server: caseward reports list',
        ],
        link: link('Open the page for reports', path),
      }),
    attackGotThrough: ({ incidentId, path }) =>
      layOut({
        subject: 'The standing attacker got through',
        lines: [
          'A synthetic workspace reached a canary case of another. An incident is open, with what it saw and what to do:',
          `caseward incident show ${incidentId}`,
        ],
        link: link('Open the security page', path),
      }),
    dnsReviewDue: ({ days, path }) =>
      layOut({
        subject: 'The DNS records are due for review',
        lines: [
          days === null
            ? 'They were never reviewed here.'
            : `They were last reviewed ${days} days ago; it is due every quarter.`,
          'Look through them on the server: caseward dns-review --by "Your Name"',
        ],
        link: link('Open the trust centre', path),
      }),
    reportMoved: ({ state, path }) =>
      layOut({
        subject: 'News of your report',
        lines: [REPORT_STATES[state], 'The link you were given when you sent it shows the answer.'],
        link: link('Open the page for reports', path),
      }),
    setUpDone: ({ workspace, path, days }) =>
      layOut({
        subject: 'Your workspace is ready',
        lines: [
          `${plainName(workspace)} is set up, and you own it.`,
          `Add an authenticator app or a passkey within ${days} days: owners need a second factor.`,
        ],
        link: link('Open the security settings', path),
      }),
  };
}

function daysAway(days: number): string {
  return days <= 1 ? 'within a day' : `in ${days} days`;
}

function inGroups(code: string): string {
  return code.match(/.{1,4}/gsu)?.join('-') ?? '';
}

function moment(at: Date): string {
  return `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** Throws a RangeError for a path that would lead away from the public URL. */
function linkTo(publicUrl: string, path: string): string {
  const url = /^\/(?![/\\])[\x21-\x7e]*$/.test(path) ? URL.parse(path, publicUrl) : null;
  if (url === null || url.origin !== new URL(publicUrl).origin)
    throw new RangeError('not a path of this app');
  return url.href;
}
