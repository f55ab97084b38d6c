import type { WorkspaceExport, WorkspaceExports } from '#contracts/exports.ts';
import { AppError } from '#server/platform/app-error.ts';
import type { WorkspaceCaller } from '#server/security/caller.ts';
import { read } from '#server/security/read.ts';
import { findExport, listExports } from './export.store.ts';
import { exportsView } from './export.view.ts';

export function listWorkspaceExports(caller: WorkspaceCaller): Promise<WorkspaceExports> {
  return read(caller, 'workspace.export', async (tx, reading) => ({
    out: { items: await exportsView(tx, reading, await listExports(tx)) },
    disclosed: undefined,
  }));
}

/** One of the reader's own. @throws AppError not_found for those of others. */
export function readExport(caller: WorkspaceCaller, id: string): Promise<WorkspaceExport> {
  return read(caller, 'workspace.export', async (tx, reading) => {
    const row = await findExport(tx, id);
    const [view] = row === undefined ? [] : await exportsView(tx, reading, [row]);
    if (view?.mine !== true) throw new AppError('not_found');
    return { out: view, disclosed: undefined };
  });
}
