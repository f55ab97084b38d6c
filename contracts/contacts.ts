import { z } from 'zod';
import { Actions } from './access.ts';
import { Email, Id, line, Person, page, paging, Timestamp, text, Version } from './common.ts';

/** Where a contact's data came from (GDPR Art. 14 (2) (f)). */
export const ContactSource = z.enum(['person', 'referral', 'event', 'website', 'public_record', 'other']);
export type ContactSource = z.infer<typeof ContactSource>;

export const ContactState = z.enum(['active', 'archived']);
export type ContactState = z.infer<typeof ContactState>;

/** What a contact is asked about one by one: consent to one is none to another (GDPR recital 43). */
export const CONSENT_PURPOSES = ['newsletter', 'marketing_calls', 'profiling', 'sharing'] as const;
export const ConsentPurpose = z.enum(CONSENT_PURPOSES);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

export const ConsentDecision = z.enum(['given', 'withdrawn']);
export type ConsentDecision = z.infer<typeof ConsentDecision>;

/** Who asked that data be neither sold nor shared: themselves, somebody they authorised, or their browser's signal. */
export const DoNotSellFrom = z.enum(['person', 'agent', 'signal']);
export type DoNotSellFrom = z.infer<typeof DoNotSellFrom>;

const MOST_ADDRESSES = 10;

const content = {
  name: line(200),
  emails: z.array(Email).max(MOST_ADDRESSES),
  phones: z.array(line(40)).max(MOST_ADDRESSES),
  address: text(500),
  note: text(4000),
};

export const ContactWrite = z.strictObject({
  name: content.name,
  emails: content.emails.default([]),
  phones: content.phones.default([]),
  address: content.address.default(''),
  note: content.note.default(''),
  source: ContactSource,
});
export type ContactWrite = z.infer<typeof ContactWrite>;

export const ContactPatch = z
  .strictObject({ ...content, source: ContactSource, ownerId: Id })
  .partial()
  .refine((patch) => Object.keys(patch).length > 0, 'Nothing is changed.');
export type ContactPatch = z.infer<typeof ContactPatch>;

export const ContactSummary = z.strictObject({
  id: Id,
  name: content.name,
  emails: content.emails,
  source: ContactSource,
  state: ContactState,
  owner: Person,
  doNotSellAt: Timestamp.nullable(),
  /** Nothing of it is deleted. */
  legalHold: z.boolean(),
  createdAt: Timestamp,
});
export type ContactSummary = z.infer<typeof ContactSummary>;

export const ContactQuery = z.strictObject({
  state: ContactState.default('active'),
  /** A whole e-mail address, or words of the name or how they begin. */
  search: line(254).nullable().default(null),
  ...paging,
});
export type ContactQuery = z.infer<typeof ContactQuery>;

export const ContactPage = page(ContactSummary);
export type ContactPage = z.infer<typeof ContactPage>;

export const ConsentWrite = z.strictObject({
  purpose: ConsentPurpose,
  decision: ConsentDecision,
  how: line(1000),
});
export type ConsentWrite = z.infer<typeof ConsentWrite>;

export const Consent = ConsentWrite.extend({ id: Id, at: Timestamp, by: Person });
export type Consent = z.infer<typeof Consent>;

/** Whether data may be used for a purpose at this moment; `since` is null where nothing was ever said. */
export const PurposeStanding = z.strictObject({
  purpose: ConsentPurpose,
  allowed: z.boolean(),
  since: Timestamp.nullable(),
});
export type PurposeStanding = z.infer<typeof PurposeStanding>;

export const DoNotSell = z.strictObject({ from: DoNotSellFrom });
export type DoNotSell = z.infer<typeof DoNotSell>;

export const HoldDecision = z.enum(['placed', 'lifted']);
export type HoldDecision = z.infer<typeof HoldDecision>;

/** That a legal hold was placed or lifted, by whom and why. */
export const ContactHold = z.strictObject({
  id: Id,
  decision: HoldDecision,
  at: Timestamp,
  by: Person,
  reason: line(1000),
});
export type ContactHold = z.infer<typeof ContactHold>;

export const MOST_CONSENTS = 200;
export const MOST_HOLDS = 50;

export const Contact = ContactSummary.extend({
  phones: content.phones,
  address: content.address,
  note: content.note,
  version: Version,
  doNotSellFrom: DoNotSellFrom.nullable(),
  doNotSellBy: Person.nullable(),
  standing: z.array(PurposeStanding).length(CONSENT_PURPOSES.length),
  /** The newest first. */
  consents: z.array(Consent).max(MOST_CONSENTS),
  /** The newest first. */
  holds: z.array(ContactHold).max(MOST_HOLDS),
  actions: Actions,
});
export type Contact = z.infer<typeof Contact>;

/** What a change of a contact answers: which, and its version now. */
export const ContactMade = z.strictObject({ id: Id, version: Version });
export type ContactMade = z.infer<typeof ContactMade>;

export const ContactStateWrite = z.strictObject({ state: ContactState });
export type ContactStateWrite = z.infer<typeof ContactStateWrite>;

export const ContactParams = z.strictObject({ workspaceId: Id, contactId: Id });
