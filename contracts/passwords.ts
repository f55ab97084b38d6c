import { z } from 'zod';
import { Email, Timestamp } from './common.ts';
import { SignInCode } from './identity.ts';

/** What every password has (claim FTS-41), in the order a form lists it. */
export const PASSWORD_RULES = ['length', 'upper', 'lower', 'digit', 'special'] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];

export const PASSWORD_LEAST = 12;
const PASSWORD_MOST = 1_000;

/** As a sentence says it: "A password needs …". */
export const passwordRuleWords: Readonly<Record<PasswordRule, string>> = {
  length: `${PASSWORD_LEAST} characters or more`,
  upper: 'an upper-case letter',
  lower: 'a lower-case letter',
  digit: 'a digit',
  special: 'a special character',
};

const tests: Readonly<Record<PasswordRule, (password: string) => boolean>> = {
  length: (password) => [...password].length >= PASSWORD_LEAST,
  upper: (password) => /\p{Lu}/u.test(password),
  lower: (password) => /\p{Ll}/u.test(password),
  digit: (password) => /\p{Nd}/u.test(password),
  special: (password) => /[^\p{L}\p{N}\p{M}]/u.test(password),
};

/** The rules a password does not meet yet. Asked by the form while one types, and by the server again. */
export function missingFrom(password: string): PasswordRule[] {
  return PASSWORD_RULES.filter((rule) => !tests[rule](password));
}

/** "This needs a digit and a special character." */
export function missingSentence(missing: readonly PasswordRule[]): string {
  const words = missing.map((rule) => passwordRuleWords[rule]);
  const last = words.pop() ?? 'nothing';
  return `This needs ${words.length > 0 ? `${words.join(', ')} and ${last}` : last}.`;
}

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
