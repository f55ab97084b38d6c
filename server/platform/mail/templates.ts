import { layOut, plainName } from './layout.ts';
import type { MailContent } from './mail.ts';

/** Every mail the product writes. None holds a title, a text or a file name of a case: mail is read by many. */
export interface MailTemplates {
  /** `code` without separators; `minutes` it stays valid. */
  signInCode(facts: { code: string; minutes: number }): MailContent;
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
  setUpDone(facts: { workspace: string; path: string; days: number }): MailContent;
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
