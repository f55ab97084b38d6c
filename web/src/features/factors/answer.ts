import type { SecondFactor } from '#contracts/identity.ts';
import { codeOf, grouped } from '../identity/code-format.ts';

/** The kinds of answer that are typed. */
export type TypedFactor = Exclude<SecondFactor, 'passkey'>;

const DIGITS = 6;

/** How one kind of answer is asked for and typed. */
interface Typing {
  readonly label: string;
  readonly hint: string;
  /** What the other choice is called. */
  readonly choice: string;
  readonly placeholder: string;
  readonly length: number;
  clean(typed: string): string;
  shown(code: string): string;
}

const letters = { placeholder: 'XXXX XXXX XXXX', length: 12, clean: codeOf, shown: grouped };

export const TYPING: Readonly<Record<TypedFactor, Typing>> = {
  totp: {
    label: 'Code of your authenticator app',
    hint: 'Six digits, new every 30 seconds',
    choice: 'Use the authenticator app',
    placeholder: '000 000',
    length: DIGITS,
    clean: (typed) => typed.replace(/\D/g, '').slice(0, DIGITS),
    shown: (code) => code.match(/.{1,3}/g)?.join(' ') ?? '',
  },
  backup_code: {
    label: 'Backup code',
    hint: 'One of those you kept; each works once',
    choice: 'Use a backup code',
    ...letters,
  },
  code: {
    label: 'Code from your mail',
    hint: 'Works once, for three minutes',
    choice: 'Use a mailed code',
    ...letters,
  },
};

/** What the button of each choice says. */
export function choiceOf(factor: SecondFactor): string {
  return factor === 'passkey' ? 'Use a passkey' : TYPING[factor].choice;
}

/** The best first, and a passkey last where the browser cannot use one. */
export function inOrder(factors: readonly SecondFactor[], passkeys: boolean): SecondFactor[] {
  const last = factors.filter((factor) => factor === 'passkey' && !passkeys);
  return [...factors.filter((factor) => !last.includes(factor)), ...last];
}
