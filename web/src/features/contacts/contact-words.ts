import type {
  Consent,
  ConsentPurpose,
  Contact,
  ContactSource,
  ContactWrite,
  DoNotSellFrom,
} from '#contracts/contacts.ts';

export const SOURCES: Readonly<Record<ContactSource, string>> = {
  person: 'From the person',
  referral: 'A referral',
  event: 'An event',
  website: 'Our website',
  public_record: 'A public record',
  other: 'Another source',
};

export const PURPOSES: Readonly<Record<ConsentPurpose, { name: string; text: string }>> = {
  newsletter: { name: 'Newsletter', text: 'News by e-mail' },
  marketing_calls: { name: 'Marketing calls', text: 'Offers by telephone' },
  profiling: { name: 'Profiling', text: 'Conclusions drawn from what they do' },
  sharing: { name: 'Sharing', text: 'Data given to others for their own use' },
};

export const ASKED_BY: Readonly<Record<DoNotSellFrom, string>> = {
  person: 'The person',
  agent: 'Somebody they authorised',
  signal: 'A signal of their browser',
};

export const DECISIONS: Readonly<Record<Consent['decision'], string>> = {
  given: 'Agreed',
  withdrawn: 'Withdrew',
};

/** Choices of a select, in the order of the words. */
export const choicesOf = <T extends string>(words: Readonly<Record<T, string>>) =>
  Object.entries<string>(words).map(([value, label]) => ({ value, label }));

/** What is typed of a contact: addresses and telephones a line each. */
export type ContactForm = Record<'name' | 'emails' | 'phones' | 'address' | 'note', string> & {
  source: ContactSource;
};

export const EMPTY: ContactForm = {
  name: '',
  emails: '',
  phones: '',
  address: '',
  note: '',
  source: 'person',
};

export function formOf({ name, emails, phones, address, note, source }: Contact): ContactForm {
  return { name, emails: emails.join('\n'), phones: phones.join('\n'), address, note, source };
}

export function writtenOf({ emails, phones, ...rest }: ContactForm): ContactWrite {
  return { ...rest, emails: linesOf(emails), phones: linesOf(phones) };
}

/** Each line once, without those that are empty. */
function linesOf(typed: string): string[] {
  const lines = typed.split('\n').map((line) => line.trim());
  return [...new Set(lines)].filter((line) => line !== '');
}

/** The sentence for a field or for one of its lines. */
export function errorAt(errors: Readonly<Record<string, string>>, field: string): string | undefined {
  return Object.entries(errors).find(([at]) => at === field || at.startsWith(`${field}.`))?.[1];
}
