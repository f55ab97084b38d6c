import { type FollowedPrivacy, MOST_NAMED, type PrivacyRequest } from '#contracts/privacy-requests.ts';
import { type AddressedContact, contactsByAddress } from '#server/features/contacts/index.ts';
import {
  type AddressedMember,
  membersByAddress,
  type People,
  personOf,
} from '#server/features/members/index.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';
import type { RequestRow } from './request.store.ts';
import { courseContext, doableActs, extendable, requestContext } from './request.ts';

/** What whoever asks is told. */
export function followedView(scope: KeyScope, row: RequestRow): FollowedPrivacy {
  const {
    extensionReason,
    answer,
    offer,
    acts = [],
  } = scope.unseal(courseContext(row.id), row.sealed_course);
  return {
    law: row.law,
    kind: row.kind,
    state: row.state,
    receivedAt: row.received_at,
    acknowledgeBy: row.acknowledge_by,
    dueAt: row.due_at,
    extendedAt: row.extended_at,
    identityCheckedAt: row.identity_checked_at,
    closedAt: row.closed_at,
    extensionReason,
    answer,
    offer,
    acts: row.closed_at === null ? [] : [...acts],
  };
}

export interface RequestViewContext {
  readonly scope: KeyScope;
  readonly people: People;
  readonly now: Date;
  /** By address. */
  readonly members?: ReadonlyMap<string, AddressedMember>;
  /** By address. */
  readonly contacts?: ReadonlyMap<string, readonly AddressedContact[]>;
}

/** Who of the workspace asks in those for which something may be done. */
export function askingMembers(
  tx: TenantTx,
  scope: KeyScope,
  rows: readonly RequestRow[],
): Promise<ReadonlyMap<string, AddressedMember>> {
  const open = rows.filter(
    (row) => doableActs(row, scope.unseal(courseContext(row.id), row.sealed_course)).length > 0,
  );
  const addresses = open.map((row) => scope.unseal(requestContext(row.id), row.sealed_request).email);
  return membersByAddress(tx, scope, new Set(addresses));
}

/** The contacts of whoever asks. */
export function askingContacts(
  tx: TenantTx,
  scope: KeyScope,
  rows: readonly RequestRow[],
): Promise<ReadonlyMap<string, readonly AddressedContact[]>> {
  const addresses = rows.map((row) => scope.unseal(requestContext(row.id), row.sealed_request).email);
  return contactsByAddress(tx, scope, new Set(addresses));
}

/** What those see who answer it. */
export function requestView(
  { scope, people, now, members, contacts }: RequestViewContext,
  row: RequestRow,
): PrivacyRequest {
  const course = scope.unseal(courseContext(row.id), row.sealed_course);
  const asked = scope.unseal(requestContext(row.id), row.sealed_request);
  const doable = doableActs(row, course);
  const member = doable.length === 0 ? undefined : members?.get(asked.email);
  return {
    id: row.id,
    ...followedView(scope, row),
    ...asked,
    acts: [...(course.acts ?? [])],
    member:
      member === undefined
        ? null
        : { person: { id: member.userId, name: member.name }, status: member.status },
    contacts: (contacts?.get(asked.email) ?? [])
      .slice(0, MOST_NAMED)
      .map(({ id, name, legalHold }) => ({ id, name, legalHold })),
    doable,
    byForm: row.by_form,
    identity: course.identity,
    handler: row.handler_id === null ? null : personOf(people, row.handler_id),
    overdue: row.closed_at === null && Date.parse(row.due_at) < now.getTime(),
    extendable: extendable(row, now),
  };
}
