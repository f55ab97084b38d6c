import { z } from 'zod';
import { Email, line } from './common.ts';
import { Preset } from './presets.ts';
import { RecoveryKitState } from './recovery-kit.ts';

/** GET /setup: whether the first workspace is still to be made, and whether the recovery kit is on paper. */
export const SetupState = z.strictObject({ open: z.boolean(), recoveryKit: RecoveryKitState });
export type SetupState = z.infer<typeof SetupState>;

/**
 * POST /setup with the single-use token of the link printed on the console. Replies `SignInCodeSent`:
 * the new owner then signs in with the code sent to the address given.
 */
export const SetupRequest = z.strictObject({
  token: z.string().regex(/^[A-Za-z0-9_-]{20,128}$/),
  email: Email,
  name: line(120),
  workspaceName: line(120),
  preset: Preset,
});
export type SetupRequest = z.infer<typeof SetupRequest>;
