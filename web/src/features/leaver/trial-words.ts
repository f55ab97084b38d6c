import type { DoorTrial } from '#contracts/leaver.ts';

const KINDS: Readonly<Record<DoorTrial['kind'], string>> = {
  session: 'Sessions there were',
  sign_in_code: 'A new sign-in by a mailed code',
  sign_in_password: 'A new sign-in by password',
  sign_in_passkey: 'A new sign-in by passkey',
  sign_in_sso: 'A new sign-in by your identity provider',
  directory: 'Your directory, putting them back',
  token: 'API tokens',
  token_kept: 'API tokens that go on',
  invitation: 'Invitations',
};

/** What was tried, and how it ended; `open` is what should not be. */
export function trialWords({ kind, answer, tries }: DoorTrial): { what: string; how: string; open: boolean } {
  const letIn = answer === 'let_in';
  const times = tries === 1 ? '' : `, ${tries} times`;
  return {
    what: KINDS[kind],
    how: letIn ? (kind === 'token_kept' ? `work on${times}` : `let in${times}`) : `refused${times}`,
    open: letIn && kind !== 'token_kept',
  };
}
