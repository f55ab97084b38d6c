import type { Consent, Contact, ContactHold, ContactSummary } from '#contracts/contacts.ts';
import { type People, personOf } from '#server/features/members/index.ts';
import { actionsOn } from '#server/security/access/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { Actor } from '#server/security/tenancy/index.ts';
import type { ConsentRow } from './consent.store.ts';
import type { ContactRow } from './contact.store.ts';
import { contactContext, howContext, reasonContext, relationToContact, standingOf } from './contact.ts';
import type { HoldRow } from './hold.store.ts';

export function summaryOf(scope: KeyScope, people: People, row: ContactRow): ContactSummary {
  const { name, emails } = scope.unseal(contactContext(row.id), row.sealed_content);
  return {
    id: row.id,
    name,
    emails: [...emails],
    source: row.source,
    state: row.state,
    owner: personOf(people, row.owner_id),
    doNotSellAt: row.do_not_sell_at,
    legalHold: row.legal_hold,
    createdAt: row.created_at,
  };
}

interface Shown {
  readonly actor: Actor;
  readonly scope: KeyScope;
  readonly people: People;
  readonly row: ContactRow;
  /** The newest first. */
  readonly history: readonly ConsentRow[];
  readonly newest: readonly ConsentRow[];
  /** The newest first. */
  readonly holds: readonly HoldRow[];
}

export function contactOf({ actor, scope, people, row, history, newest, holds }: Shown): Contact {
  const { phones, address, note } = scope.unseal(contactContext(row.id), row.sealed_content);
  return {
    ...summaryOf(scope, people, row),
    phones: [...phones],
    address,
    note,
    version: row.version,
    doNotSellFrom: row.do_not_sell_from,
    doNotSellBy: row.do_not_sell_by === null ? null : personOf(people, row.do_not_sell_by),
    standing: standingOf(newest, row.do_not_sell_at),
    consents: history.map((said) => consentOf(scope, people, said)),
    holds: holds.map((hold) => holdOf(scope, people, hold)),
    actions: actionsOn(actor, relationToContact(actor.userId, row), actor.policies),
  };
}

function consentOf(scope: KeyScope, people: People, row: ConsentRow): Consent {
  return {
    id: row.id,
    purpose: row.purpose,
    decision: row.decision,
    at: row.noted_at,
    by: personOf(people, row.noted_by),
    how: scope.unseal(howContext(row.id), row.sealed_how),
  };
}

function holdOf(scope: KeyScope, people: People, row: HoldRow): ContactHold {
  return {
    id: row.id,
    decision: row.decision,
    at: row.noted_at,
    by: personOf(people, row.noted_by),
    reason: scope.unseal(reasonContext(row.id), row.sealed_reason),
  };
}
