import type { PrivacyRequests } from '#contracts/privacy-requests.ts';
import type { SignedRecord } from '#contracts/records.ts';
import { loadPeople } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { findSignature } from '#server/security/audit/records.store.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { findRequest, listRequests } from './request.store.ts';
import { recordContext } from './request.ts';
import { askingContacts, askingMembers, requestView } from './request.view.ts';

/** Open ones by their deadline, then those that are over, the newest first. */
export function readRequests(caller: WorkspaceCaller): Promise<PrivacyRequests> {
  return read(caller, 'workspace.secure', async (tx, { actor, scope }) => {
    const rows = await listRequests(tx);
    const people = await loadPeople(
      tx,
      scope,
      rows.map(({ handler_id }) => handler_id),
    );
    const now = caller.services.clock.now();
    const members = await askingMembers(tx, scope, rows);
    const contacts = await askingContacts(tx, scope, rows);
    const items = rows.map((row) => requestView({ scope, people, now, members, contacts }, row));
    const disclosed = {
      action: 'privacy-request.list' as const,
      targetKind: 'workspace',
      targetId: actor.workspaceId,
      fields: ['name', 'email', 'details', 'contacts'],
      detail: { count: items.length },
    };
    const out = { items, overdue: items.filter(({ overdue }) => overdue).length };
    return { out, disclosed: items.length === 0 ? undefined : disclosed };
  });
}

/** The signed record of one that is over. @throws AppError not_found before. */
export function readRecord(caller: WorkspaceCaller, requestId: string): Promise<SignedRecord> {
  return read(caller, 'workspace.secure', async (tx, { scope }) => {
    const row = await findRequest(tx, requestId);
    if (row === undefined || row.sealed_record === null || row.record_digest === null)
      throw new AppError('not_found');
    const { note, key } = await findSignature(tx, requestId);
    const record = scope.unseal(recordContext(requestId), row.sealed_record);
    const digest = row.record_digest.toString('hex');
    const disclosed = {
      action: 'privacy-request.record' as const,
      targetKind: 'privacy-request',
      targetId: requestId,
      fields: ['name', 'email', 'details', 'answer'],
    };
    return { out: { type: 'caseward-record/1' as const, record, digest, note, key }, disclosed };
  });
}
