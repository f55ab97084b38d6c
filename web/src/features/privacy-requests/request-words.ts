import type { PrivacyKind, PrivacyLaw, PrivacyOffer, PrivacyState } from '#contracts/privacy-requests.ts';
import type { Tone } from '../../ui/badge.tsx';

export const LAWS: Readonly<Record<PrivacyLaw, string>> = {
  gdpr: 'GDPR (Europe)',
  ccpa: 'CCPA (California)',
};

export const KINDS: Readonly<Record<PrivacyKind, string>> = {
  access: 'See my data',
  correction: 'Correct my data',
  deletion: 'Delete my data',
  portability: 'Get my data to take along',
  opt_out: 'Do not sell or share my data',
  objection: 'Object to a use of my data',
};

export const SHORT_KINDS: Readonly<Record<PrivacyKind, string>> = {
  access: 'Access',
  correction: 'Correction',
  deletion: 'Deletion',
  portability: 'Portability',
  opt_out: 'Do not sell',
  objection: 'Objection',
};

export const STATES: Readonly<Record<PrivacyState, { tone: Tone; text: string }>> = {
  received: { tone: 'neutral', text: 'Received' },
  identity_checked: { tone: 'accent', text: 'Identity checked' },
  in_progress: { tone: 'accent', text: 'In progress' },
  answered: { tone: 'good', text: 'Answered' },
  refused: { tone: 'neutral', text: 'Refused' },
};

export const OFFERS: Readonly<Record<PrivacyOffer, string>> = {
  nothing: 'Nothing more',
  'own-data': 'The way to a copy of their own data',
  erasure: 'The way to the erasure of their account',
};

/** Choices of a select, in the order of the words. */
export const choicesOf = <T extends string>(words: Readonly<Record<T, string>>) =>
  Object.entries<string>(words).map(([value, label]) => ({ value, label }));
