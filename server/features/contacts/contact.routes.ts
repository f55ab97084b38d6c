import { Done, WorkspaceParams } from '#contracts/common.ts';
import {
  ConsentWrite,
  Contact,
  ContactMade,
  ContactPage,
  ContactParams,
  ContactPatch,
  ContactQuery,
  ContactStateWrite,
  ContactWrite,
  DoNotSell,
} from '#contracts/contacts.ts';
import { Held, HoldWrite } from '#contracts/retention.ts';
import { requireVersion } from '#server/http/if-match.ts';
import { removal } from '#server/http/removal.ts';
import { defineRoute, inWorkspace, inWorkspaceAnew, json } from '#server/http/route.ts';
import { changeContact, moveContact } from './change-contact.ts';
import { recordConsent, setDoNotSell, unsetDoNotSell } from './contact-consent.ts';
import { createContact } from './create-contact.ts';
import { holdContact, liftContactHold } from './hold-contact.ts';
import { listContacts, readContact } from './read-contacts.ts';
import { removeContact } from './remove-contact.ts';

const BASE = '/api/v1/workspaces/:workspaceId/contacts';

const query = defineRoute({
  method: 'POST',
  url: `${BASE}/query`,
  summary: 'Lists contacts, the newest first, or finds them by name or a whole e-mail address.',
  access: inWorkspace('work.read'),
  input: { params: WorkspaceParams, body: ContactQuery },
  reply: json(ContactPage),
  rate: 'read',
  discloses: ['name', 'emails'],
  handle: ({ caller, body }) => listContacts(caller, body),
});

const create = defineRoute({
  method: 'POST',
  url: BASE,
  summary: 'Enters a contact.',
  access: inWorkspace('work.create'),
  input: { params: WorkspaceParams, body: ContactWrite },
  reply: json(ContactMade, 201),
  rate: 'write',
  discloses: [],
  handle: ({ caller, body }) => createContact(caller, body),
});

const one = defineRoute({
  method: 'GET',
  url: `${BASE}/:contactId`,
  summary: 'A contact with what it agreed to and whether its data may be sold.',
  access: inWorkspace('work.read'),
  input: { params: ContactParams },
  reply: json(Contact),
  rate: 'read',
  discloses: ['name', 'emails', 'phones', 'address', 'note', 'consents', 'holds'],
  async handle({ caller, params, etag }) {
    const contact = await readContact(caller, params.contactId);
    etag(contact.version);
    return contact;
  },
});

const change = defineRoute({
  method: 'PATCH',
  url: `${BASE}/:contactId`,
  summary: 'Changes what is written of a contact.',
  access: inWorkspace('work.edit'),
  input: { params: ContactParams, body: ContactPatch },
  reply: json(ContactMade),
  rate: 'write',
  discloses: [],
  reads: ['if-match'],
  handle: ({ caller, params: { contactId }, body, ifMatch }) =>
    changeContact(caller, { contactId, patch: body, ifMatch: requireVersion(ifMatch) }),
});

const move = defineRoute({
  method: 'PUT',
  url: `${BASE}/:contactId/state`,
  summary: 'Archives a contact, or brings it back.',
  access: inWorkspace('work.edit'),
  input: { params: ContactParams, body: ContactStateWrite },
  reply: json(ContactMade),
  rate: 'write',
  discloses: [],
  handle: ({ caller, params: { contactId }, body }) => moveContact(caller, { contactId, ...body }),
});

const consent = defineRoute({
  method: 'POST',
  url: `${BASE}/:contactId/consents`,
  summary: 'Notes that a contact agreed to a purpose, or took it back.',
  access: inWorkspace('work.edit'),
  input: { params: ContactParams, body: ConsentWrite },
  reply: json(Done, 201),
  rate: 'write',
  discloses: [],
  handle: ({ caller, params: { contactId }, body }) => recordConsent(caller, { contactId, ...body }),
});

const doNotSell = defineRoute({
  method: 'PUT',
  url: `${BASE}/:contactId/do-not-sell`,
  summary: 'From now on the data of a contact is neither sold nor shared.',
  access: inWorkspace('work.edit'),
  input: { params: ContactParams, body: DoNotSell },
  reply: json(Done),
  rate: 'write',
  discloses: [],
  handle: ({ caller, params: { contactId }, body }) => setDoNotSell(caller, { contactId, ...body }),
});

const maySell = removal({
  url: `${BASE}/:contactId/do-not-sell`,
  summary: 'Takes the do-not-sell mark off a contact.',
  access: inWorkspace('work.edit'),
  params: ContactParams,
  remove: unsetDoNotSell,
});

const hold = defineRoute({
  method: 'PUT',
  url: `${BASE}/:contactId/legal-hold`,
  summary: 'Puts the contact under a legal hold: nothing of it is deleted until that is lifted.',
  access: inWorkspaceAnew('workspace.retain'),
  input: { params: ContactParams, body: HoldWrite },
  reply: json(Held),
  rate: 'write',
  discloses: [],
  handle: ({ caller, params: { contactId }, body }) => holdContact(caller, { ...body, contactId }),
});

const lift = defineRoute({
  method: 'POST',
  url: `${BASE}/:contactId/legal-hold/lifting`,
  summary: 'Lifts the legal hold of a contact, with the reason.',
  access: inWorkspaceAnew('workspace.retain'),
  input: { params: ContactParams, body: HoldWrite },
  reply: json(Held),
  rate: 'write',
  discloses: [],
  handle: ({ caller, params: { contactId }, body }) => liftContactHold(caller, { ...body, contactId }),
});

const remove = removal({
  url: `${BASE}/:contactId`,
  summary: 'Deletes a contact and what it said.',
  access: inWorkspace('item.delete'),
  params: ContactParams,
  remove: removeContact,
});

export const contactRoutes = [
  query,
  create,
  one,
  change,
  move,
  consent,
  doNotSell,
  maySell,
  hold,
  lift,
  remove,
];
