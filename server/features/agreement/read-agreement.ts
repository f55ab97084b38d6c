import { z } from 'zod';
import { Acceptance, type Agreement, type AgreementText } from '#contracts/agreement.ts';
import type { AuditActionName } from '#contracts/audit-actions.ts';
import { Id, type Person } from '#contracts/common.ts';
import type { SignedRecord } from '#contracts/records.ts';
import { loadPeople, personOf } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { findSignature } from '#server/security/audit/records.store.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import type { KeyScope } from '#server/security/crypto/index.ts';
import { read } from '#server/security/read.ts';
import {
  type AgreementRow,
  findAcceptance,
  listAcceptances,
  recordContext,
  textContext,
} from './agreement.store.ts';
import { agreementText, changesSince } from './agreement-text.ts';

/** What is signed of an acceptance. */
export const AcceptanceRecord = Acceptance.omit({ by: true }).extend({
  kind: z.literal('agreement'),
  workspaceId: Id,
  byId: Id,
});
export type AcceptanceRecord = z.infer<typeof AcceptanceRecord>;

export function acceptanceOf(record: AcceptanceRecord, by: Person): Acceptance {
  const { id, version, digest, at, organisation, name, role } = record;
  return { id, version, digest, at, by, organisation, name, role };
}

/** The agreement as it stands, who accepted which version, and what changed since the last. */
export async function readAgreement(caller: WorkspaceCaller): Promise<Agreement> {
  const text = await agreementText(caller.services);
  return read(caller, 'workspace.secure', async (tx, { actor, scope }) => {
    const rows = await listAcceptances(tx);
    const [last] = rows;
    const people = await loadPeople(
      tx,
      scope,
      rows.map(({ accepted_by }) => accepted_by),
    );
    const acceptances = rows.map((row) =>
      acceptanceOf(recordOf(scope, row), personOf(people, row.accepted_by)),
    );
    const due = last?.text_digest.toString('hex') !== text.digest;
    const changes = last && due ? changesSince(textOf(scope, last).sections, text.sections) : [];
    const disclosed = {
      action: 'agreement.read' as const,
      targetKind: 'workspace',
      targetId: actor.workspaceId,
      fields: ['name'],
      detail: { count: rows.length },
    };
    return { out: { text, due, changes, acceptances }, disclosed: rows.length === 0 ? undefined : disclosed };
  });
}

/** The record of an acceptance as it was written, and its signature. */
export function readAcceptance(caller: WorkspaceCaller, acceptanceId: string): Promise<SignedRecord> {
  return read(caller, 'workspace.secure', async (tx, { scope }) => {
    const row = await findAcceptance(tx, acceptanceId);
    if (row === undefined) throw new AppError('not_found');
    const { note, key } = await findSignature(tx, acceptanceId);
    const record = scope.unseal(recordContext(row.id), row.sealed_record);
    const digest = row.record_digest.toString('hex');
    const out = { type: 'caseward-record/1' as const, record, digest, note, key };
    return { out, disclosed: named('agreement.record', acceptanceId) };
  });
}

/** The text that was accepted, and by whom. */
export function readAcceptedText(
  caller: WorkspaceCaller,
  acceptanceId: string,
): Promise<{ text: AgreementText; record: AcceptanceRecord }> {
  return read(caller, 'workspace.secure', async (tx, { scope }) => {
    const row = await findAcceptance(tx, acceptanceId);
    if (row === undefined) throw new AppError('not_found');
    const out = { text: textOf(scope, row), record: recordOf(scope, row) };
    return { out, disclosed: named('agreement.print', acceptanceId) };
  });
}

function named(action: AuditActionName, targetId: string) {
  return { action, targetKind: 'agreement', targetId, fields: ['name'] };
}

function recordOf(scope: KeyScope, row: AgreementRow): AcceptanceRecord {
  return AcceptanceRecord.parse(JSON.parse(scope.unseal(recordContext(row.id), row.sealed_record)));
}

function textOf(scope: KeyScope, row: AgreementRow): AgreementText {
  return scope.unseal(textContext(row.id), row.sealed_text);
}
