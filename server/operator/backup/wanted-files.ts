import { type BlobKey, isBlobKey } from '../../platform/blobs/index.ts';
import type { OperatorClient } from '../../platform/db/operator-client.ts';

interface WantedFiles {
  readonly all: readonly BlobKey[];
  /** Those that must be there, unlike one that is on its way in. */
  readonly needed: ReadonlySet<string>;
}

const WANTED = `
  select e.workspace_id || '/' || e.blob_key as file, e.state = 'clean' as needed from app.evidence e where e.deleted_at is null
  union all
  select p.workspace_id || '/' || p.id, false from app.evidence_pieces p`;

/** The files that the rows of the client's snapshot name. */
export async function wantedFiles(client: OperatorClient): Promise<WantedFiles> {
  const { rows } = await client.query<{ file: string; needed: boolean }>(WANTED);
  return {
    all: rows.map(({ file }) => file).filter(isBlobKey),
    needed: new Set(rows.filter(({ needed }) => needed).map(({ file }) => file)),
  };
}

/** Of the files that were not there, those that should have been: what was deleted since the snapshot is no loss. */
export async function missingFiles(
  client: OperatorClient,
  absent: readonly string[],
  needed: ReadonlySet<string>,
): Promise<string[]> {
  const due = absent.filter((file) => needed.has(file));
  if (due.length === 0) return [];
  const now = await wantedFiles(client);
  return due.filter((file) => now.needed.has(file));
}
