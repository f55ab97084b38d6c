import { type Db, statement } from '#server/platform/db/index.ts';

const giveUp = statement<[], { n: number }>('select app.give_up_uploads() as n');
const listGone = statement<[limit: number], { workspace_id: string; blob_id: string }>(
  'select * from app.list_gone_files($1)',
);
const forgetGone = statement<[workspaceId: string, blobId: string], never>(
  'select app.forget_gone_file($1, $2)',
);
const listWaiting = statement<[], { workspace_id: string; id: string }>(
  'select * from app.waiting_evidence()',
);

export interface GoneFile {
  readonly workspaceId: string;
  readonly blobId: string;
}

/** What the sweep asks of the database, over all workspaces: ids only. */
export function sweepStore(db: Db) {
  return {
    giveUpUploads: () => db.run(giveUp, []),
    async gone(limit: number): Promise<GoneFile[]> {
      const rows = await db.run(listGone, [limit]);
      return rows.map((row) => ({ workspaceId: row.workspace_id, blobId: row.blob_id }));
    },
    forget: ({ workspaceId, blobId }: GoneFile) => db.run(forgetGone, [workspaceId, blobId]),
    async waiting(): Promise<{ workspaceId: string; evidenceId: string }[]> {
      const rows = await db.run(listWaiting, []);
      return rows.map((row) => ({ workspaceId: row.workspace_id, evidenceId: row.id }));
    },
  };
}
