import type { DepartureReceipt, DoorTrial } from '#contracts/leaver.ts';
import { type People, personOf } from '#server/features/members/index.ts';
import { writePdf } from '#server/platform/pdf/index.ts';

const DONE: readonly (readonly [key: keyof DepartureReceipt['done'], words: string])[] = [
  ['cases', 'Cases handed over'],
  ['contacts', 'Contacts handed over'],
  ['seats', 'Staff slots handed over'],
  ['views', 'Shared views handed over'],
  ['reviews', 'Open reviews handed over'],
  ['reviewsLeft', 'Open reviews that still wait, since they are not for the successor to decide'],
  ['directoryTies', 'Ties to the directory cut'],
  ['grants', 'Grants on restricted cases ended'],
  ['tokens', 'API tokens revoked'],
  ['tokensKept', 'API tokens that go on, as an admin said'],
  ['invitations', 'Invitations cancelled'],
  ['sessions', 'Sessions ended everywhere'],
  ['drafts', 'Unsaved drafts removed'],
  ['viewsEnded', 'Views of their own removed'],
];

const KINDS: Readonly<Record<DoorTrial['kind'], string>> = {
  session: 'Session there was',
  sign_in_code: 'New sign-in by a mailed code',
  sign_in_password: 'New sign-in by password',
  sign_in_passkey: 'New sign-in by passkey',
  sign_in_sso: 'New sign-in by the identity provider',
  directory: 'The directory, putting them back by itself',
  token: 'API token',
  token_kept: 'API token that goes on',
  invitation: 'Invitation',
};

/** A receipt on a page: what was done, how each old way in was answered, and what to compare it with. */
export function receiptPdf(receipt: DepartureReceipt, digest: string, people: People): Promise<Buffer> {
  const named = (id: string) => `${personOf(people, id).name} (${id})`;
  const verdict = receipt.shutOut
    ? 'Every old way in was tried and refused.'
    : 'NOT SHUT OUT: at least one old way in still opens. See below.';
  return writePdf({
    title: 'Receipt of a departure',
    lead: verdict,
    parts: [
      {
        heading: 'Who',
        rows: [
          ['Left', named(receipt.userId)],
          ['Shut out by', named(receipt.byId)],
          ['Took over', named(receipt.heirId)],
          ['When', receipt.at],
          ['Workspace', receipt.workspaceId],
        ],
      },
      { heading: 'What was done', rows: DONE.map(([key, words]) => [words, String(receipt.done[key])]) },
      { heading: 'What was tried', rows: receipt.trials.map(trialRow) },
    ],
    foot: `Receipt ${receipt.id}. SHA-256 of its text, as the audit log has it: ${digest}`,
  });
}

function trialRow({ kind, answer, tries }: DoorTrial): [string, string] {
  const words = answer === 'let_in' ? 'LET IN' : `refused (${answer})`;
  return [KINDS[kind], `${tries} × ${words}`];
}
