import { z } from 'zod';
import { Email, Timestamp } from './common.ts';
import { SignInCode } from './identity.ts';
import { missingFrom, missingSentence, PASSWORD_MOST } from './password-rules.ts';

/** A password as somebody types it to prove who they are: any text, taken as it is. */
export const TypedPassword = z.string().min(1).max(PASSWORD_MOST);

/** A password about to be set. All of it counts, however long. */
export const NewPassword = TypedPassword.superRefine((password, context) => {
  const missing = missingFrom(password);
  if (missing.length > 0) context.addIssue({ code: 'custom', message: missingSentence(missing) });
});

/** POST /sign-in/password; sets the session cookie and replies `Session`, whose stage says what comes next. */
export const PasswordSignIn = z.strictObject({
  email: Email,
  password: TypedPassword,
  privateDevice: z.boolean(),
});
export type PasswordSignIn = z.infer<typeof PasswordSignIn>;

/** PUT /sign-in/new-password: where a sign-in cannot go on without one. */
export const PasswordReplacement = z.strictObject({ password: NewPassword });
export type PasswordReplacement = z.infer<typeof PasswordReplacement>;

/** PUT /account/password. Without the current one a factor must have been given within ten minutes. */
export const PasswordChange = z.strictObject({ password: NewPassword, current: TypedPassword.optional() });
export type PasswordChange = z.infer<typeof PasswordChange>;

/** GET /account/password */
export const PasswordState = z.strictObject({ setAt: Timestamp.nullable() });
export type PasswordState = z.infer<typeof PasswordState>;

/** POST /sign-in/password-resets. The answer is the same whether the account exists. */
export const PasswordResetRequest = z.strictObject({ email: Email });
export type PasswordResetRequest = z.infer<typeof PasswordResetRequest>;

/** Seconds for which what was mailed is good. */
export const MailedProof = z.strictObject({ expiresIn: z.int().min(1).max(86_400) });
export type MailedProof = z.infer<typeof MailedProof>;

const MailedLinkToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** POST /sign-in/password-resets/redemptions: ends every session of the person, and opens none. */
export const PasswordReset = z.strictObject({ token: MailedLinkToken, password: NewPassword });
export type PasswordReset = z.infer<typeof PasswordReset>;

/** POST /account/email-changes: sends a code to the new address. The answer is the same if somebody has it. */
export const EmailChangeRequest = z.strictObject({ email: Email });
export type EmailChangeRequest = z.infer<typeof EmailChangeRequest>;

/** PUT /account/email: the code that came to the new address. */
export const EmailChange = z.strictObject({ code: SignInCode });
export type EmailChange = z.infer<typeof EmailChange>;
