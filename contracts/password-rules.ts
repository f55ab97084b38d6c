/** What every password has (claim FTS-41), in the order a form lists it. */
export const PASSWORD_RULES = ['length', 'upper', 'lower', 'digit', 'special'] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];

export const PASSWORD_LEAST = 12;
export const PASSWORD_MOST = 1_000;

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
