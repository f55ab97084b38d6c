import { runIn, statement } from '#server/platform/db/index.ts';
import type { Permit } from '#server/security/permit.ts';
import type { TenantTx } from '#server/security/tenancy/index.ts';

export interface Piece {
  /** Also the id of its blob. */
  readonly id: string;
  readonly start: number;
  /** Bytes in clear. */
  readonly size: number;
  /** The key to it, where it is not the one in its own head. */
  readonly sealedKey?: Buffer | undefined;
}

interface PieceRow {
  readonly id: string;
  readonly start: string;
  readonly size: string;
  readonly sealed_file_key: Buffer | null;
}

const selectPieces = statement<[evidenceId: string], PieceRow>(`
  select p.id, p.start, p.size, p.sealed_file_key from app.evidence_pieces p
  where p.workspace_id = app.tenant() and p.evidence_id = $1 order by p.start`);
const insertRow = statement<[string, string, string, string, string], never>(`
  insert into app.evidence_pieces (workspace_id, evidence_id, start, id, size) values ($1, $2, $3, $4, $5)`);
const deleteRows = statement<[evidenceId: string], never>(`
  delete from app.evidence_pieces p where p.workspace_id = app.tenant() and p.evidence_id = $1`);

/** In order; what was sent so far of a file that is not settled. */
export async function listPieces(tx: TenantTx, evidenceId: string): Promise<Piece[]> {
  const rows = await runIn(tx, selectPieces, [evidenceId]);
  return rows.map(({ id, start, size, sealed_file_key }) => ({
    id,
    start: Number(start),
    size: Number(size),
    sealedKey: sealed_file_key ?? undefined,
  }));
}

export async function insertPiece(
  tx: TenantTx,
  _permit: Permit<'evidence.add'>,
  place: { readonly workspaceId: string; readonly evidenceId: string },
  piece: Piece,
): Promise<void> {
  const { id, start, size } = piece;
  await runIn(tx, insertRow, [place.workspaceId, place.evidenceId, String(start), id, String(size)]);
}

export async function deletePieces(tx: TenantTx, evidenceId: string): Promise<void> {
  await runIn(tx, deleteRows, [evidenceId]);
}
