import { type DepartureList, DepartureReceipt, type KeptReceipt } from '#contracts/leaver.ts';
import { loadPeople, personOf } from '#server/features/members/index.ts';
import { AppError } from '#server/platform/app-error.ts';
import { findSignature } from '#server/security/audit/records.store.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { findReceipt, listReceipts, type ReceiptRow } from './departure.store.ts';
import { receiptPdf } from './receipt.pdf.ts';

/** Who departed, the newest first. */
export function listDepartures(caller: WorkspaceCaller): Promise<DepartureList> {
  return read(caller, 'member.manage', async (tx, { actor, scope }) => {
    const rows = await listReceipts(tx);
    const people = await loadPeople(
      tx,
      scope,
      rows.flatMap(({ user_id, by_id }) => [user_id, by_id]),
    );
    const items = rows.map((row) => {
      const { at, shutOut } = receiptOf(row);
      const [member, by] = [personOf(people, row.user_id), personOf(people, row.by_id)];
      return { id: row.id, member, by, at, shutOut };
    });
    const disclosed = {
      action: 'departure.list' as const,
      targetKind: 'workspace',
      targetId: actor.workspaceId,
      fields: ['name'],
      detail: { count: items.length },
    };
    return { out: { items }, disclosed };
  });
}

/** The receipt as it was written, and its signature. */
export function readReceipt(caller: WorkspaceCaller, departureId: string): Promise<KeptReceipt> {
  return read(caller, 'member.manage', async (tx) => {
    const row = await findReceipt(tx, departureId);
    if (row === undefined) throw new AppError('not_found');
    const { note, key } = await findSignature(tx, departureId);
    const digest = row.receipt_digest.toString('hex');
    const out = { type: 'caseward-record/1' as const, record: row.receipt, digest, note, key };
    return { out, disclosed: undefined };
  });
}

/** The same to be read by people: with the names of those it is about, as they are called now. */
export function printReceipt(caller: WorkspaceCaller, departureId: string): Promise<Buffer> {
  return read(caller, 'member.manage', async (tx, { scope }) => {
    const row = await findReceipt(tx, departureId);
    if (row === undefined) throw new AppError('not_found');
    const receipt = receiptOf(row);
    const people = await loadPeople(tx, scope, [receipt.userId, receipt.byId, receipt.heirId]);
    const disclosed = {
      action: 'departure.print' as const,
      targetKind: 'departure',
      targetId: departureId,
      fields: ['name'],
    };
    return { out: await receiptPdf(receipt, row.receipt_digest.toString('hex'), people), disclosed };
  });
}

function receiptOf({ receipt }: ReceiptRow): DepartureReceipt {
  return DepartureReceipt.parse(JSON.parse(receipt));
}
