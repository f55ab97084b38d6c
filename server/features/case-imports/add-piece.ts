import { type CaseImport, IMPORT_PIECE_BYTES } from '#contracts/case-imports.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { command } from '#server/security/command.ts';
import { type ImportRecord, lockImport, setReceived } from './case-import.store.ts';
import { importView } from './import.view.ts';
import { insertPart } from './part.store.ts';

interface Piece {
  readonly importId: string;
  readonly offset: number;
  readonly bytes: Buffer;
}

const keepPiece = command({
  action: 'case.import',
  load: (tx, { importId }: Piece, _actor, scope) => lockImport(tx, scope, importId),
  about: () => null,
  rules(_actor, { state, size, received }: ImportRecord, { offset, bytes }) {
    if (state !== 'receiving') throw new AppError('conflict', { message: 'This file was sent already.' });
    if (offset !== received) {
      const details = { offset: received };
      throw new AppError('conflict', {
        field: 'upload-offset',
        message: 'The next piece starts elsewhere.',
        details,
      });
    }
    const due = Math.min(IMPORT_PIECE_BYTES, size - received);
    if (bytes.length !== due)
      throw new AppError('bad_request', { message: `The piece has to have ${due} bytes.` });
  },
  async run({ tx, actor, permit, target, scope, audit }, { importId, offset, bytes }): Promise<CaseImport> {
    const { workspaceId } = actor;
    const received = offset + bytes.length;
    await insertPart(tx, permit, scope, { workspaceId, importId, start: offset, bytes });
    await setReceived(tx, permit, importId, received);
    const state = received === target.size ? 'received' : 'receiving';
    audit({
      action: `case-import.${state}`,
      targetKind: 'case-import',
      targetId: importId,
      detail: { received },
    });
    return importView({ ...target, received, state });
  },
});

/** Takes the next piece of a file. @throws AppError conflict with the right `offset`, bad_request, payload_too_large. */
export async function addPiece(
  caller: WorkspaceCaller,
  { content, ...piece }: Omit<Piece, 'bytes'> & { readonly content: AsyncIterable<Uint8Array> },
): Promise<CaseImport> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of content) {
    size += chunk.byteLength;
    if (size > IMPORT_PIECE_BYTES) throw new AppError('payload_too_large');
    chunks.push(chunk);
  }
  return keepPiece(caller, { ...piece, bytes: Buffer.concat(chunks) });
}
